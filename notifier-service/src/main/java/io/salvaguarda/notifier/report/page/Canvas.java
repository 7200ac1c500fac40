package io.salvaguarda.notifier.report.page;

import io.salvaguarda.notifier.letter.Wording;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.time.ZoneId;
import java.util.List;
import java.util.TimeZone;
import java.util.function.DoubleFunction;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Draws lines over time, all plots alike. */
final class Canvas {

  /** Twice what a page shows, so that it is sharp on any screen. */
  static final int SCALE = 2;

  static final int WIDTH = 608;
  static final int HEIGHT = 230;

  private static final Color GRID = new Color(0xEAECF0);
  private static final Color TEXT = new Color(0x475467);

  /** Told apart by the colour-blind too, and in black and white by their lightness. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x175CD3),
          new Color(0xE36A00),
          new Color(0x067647),
          new Color(0x9E4B9E),
          new Color(0xB8860B),
          new Color(0x475467));

  private final Wording words;
  private final ZoneId zone;

  Canvas(Wording words, ZoneId zone) {
    this.words = words;
    this.zone = zone;
  }

  /** One line, perhaps only dashes. */
  record Line(XYSeries points, boolean dashed) {}

  /**
   * @param axis how a value is written beside the axis
   * @param from the axis's lower end; NaN leaves it to the values
   * @param to its upper end; likewise
   */
  byte[] draw(List<Line> lines, DoubleFunction<String> axis, double from, double to) {
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    for (int i = 0; i < lines.size(); i++) {
      data.addSeries(lines.get(i).points());
      look(renderer, i, lines.get(i));
    }
    XYPlot plot = new XYPlot(data, dates(), values(axis, from, to), renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setDomainGridlinesVisible(false);
    plot.setAxisOffset(new RectangleInsets(2, 2, 2, 2));
    JFreeChart chart = new JFreeChart(null, Fonts.plain(11), plot, lines.size() > 1);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(6, 2, 2, 10));
    legend(chart);
    return png(chart);
  }

  private static void look(XYLineAndShapeRenderer renderer, int series, Line line) {
    Color colour = COLOURS.get(series % COLOURS.size());
    renderer.setSeriesPaint(series, colour);
    renderer.setSeriesStroke(
        series,
        line.dashed()
            ? new BasicStroke(
                1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0)
            : new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    renderer.setSeriesShape(series, new Ellipse2D.Double(-2.2, -2.2, 4.4, 4.4));
    renderer.setSeriesShapesVisible(series, !line.dashed() && line.points().getItemCount() <= 40);
  }

  private DateAxis dates() {
    DateAxis axis = new DateAxis(null, TimeZone.getTimeZone(zone), words.locale());
    axis.setTickLabelFont(Fonts.plain(10));
    axis.setTickLabelPaint(TEXT);
    axis.setAxisLinePaint(GRID);
    axis.setTickMarkPaint(GRID);
    axis.setLowerMargin(0.02);
    axis.setUpperMargin(0.02);
    return axis;
  }

  private static NumberAxis values(DoubleFunction<String> written, double from, double to) {
    NumberAxis axis = new NumberAxis();
    axis.setTickLabelFont(Fonts.plain(10));
    axis.setTickLabelPaint(TEXT);
    axis.setAxisLineVisible(false);
    axis.setTickMarksVisible(false);
    axis.setAutoRangeIncludesZero(true);
    axis.setUpperMargin(0.08);
    axis.setNumberFormatOverride(new Written(written));
    if (!Double.isNaN(from) && !Double.isNaN(to)) {
      axis.setRange(from, to);
    }
    return axis;
  }

  private static void legend(JFreeChart chart) {
    LegendTitle legend = chart.getLegend();
    if (legend != null) {
      legend.setPosition(RectangleEdge.BOTTOM);
      legend.setItemFont(Fonts.plain(11));
      legend.setItemPaint(TEXT);
      legend.setFrame(BlockBorder.NONE);
      legend.setBackgroundPaint(Color.WHITE);
      legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 10));
    }
  }

  private static byte[] png(JFreeChart chart) {
    try {
      BufferedImage image =
          chart.createBufferedImage(WIDTH * SCALE, HEIGHT * SCALE, WIDTH, HEIGHT, null);
      return ChartUtils.encodeAsPNG(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number beside an axis, in the reader's words. */
  private static final class Written extends NumberFormat {

    private final transient DoubleFunction<String> written;

    Written(DoubleFunction<String> written) {
      this.written = written;
    }

    @Override
    public StringBuffer format(double number, StringBuffer to, FieldPosition at) {
      return to.append(written.apply(number));
    }

    @Override
    public StringBuffer format(long number, StringBuffer to, FieldPosition at) {
      return format((double) number, to, at);
    }

    @Override
    public Number parse(String source, ParsePosition at) {
      throw new UnsupportedOperationException("an axis is never read");
    }
  }
}
