package io.salvaguarda.notifier.report.page;

import io.salvaguarda.notifier.letter.Wording;
import io.salvaguarda.notifier.report.Rate;
import io.salvaguarda.notifier.report.Series;
import io.salvaguarda.notifier.report.Tally;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jfree.data.xy.XYSeries;

/** The plots of reports; one for which there is nothing to draw is left out. */
final class Plots {

  private static final double TOP = 105;

  private final Wording words;
  private final Canvas canvas;
  private final List<Page.Plot> plots = new ArrayList<>();

  Plots(Wording words, ZoneId zone) {
    this.words = words;
    this.canvas = new Canvas(words, zone);
  }

  List<Page.Plot> drawn() {
    return List.copyOf(plots);
  }

  /** What part of several sorts of work went well. */
  Plots rates(List<Rate> rates, List<Sort> sorts) {
    Axis axis = Axis.percent(words);
    List<Canvas.Line> lines =
        sorts.stream().map(sort -> rateLine(rates, sort)).filter(Plots::isDrawn).toList();
    return add("success", lines, axis, 0, TOP);
  }

  /** A sort of work. */
  record Sort(String wording, Function<Rate, Tally> tally) {}

  /** The median time to the proof. */
  Plots provenAfter(List<Rate> rates) {
    double longest =
        rates.stream()
            .flatMap(rate -> rate.provenAfter().stream())
            .mapToDouble(Duration::toSeconds)
            .max()
            .orElse(0);
    Axis axis = Axis.duration(longest, words);
    XYSeries points = new XYSeries(words.say("plot.proven-after.line"));
    rates.forEach(
        rate ->
            rate.provenAfter()
                .ifPresent(
                    after ->
                        points.add(
                            rate.period().to().toEpochMilli(), after.toSeconds() / axis.unit())));
    return points.isEmpty()
        ? this
        : add(
            "proven-after", List.of(new Canvas.Line(points, false)), axis, Double.NaN, Double.NaN);
  }

  Plots bytes(String id, List<Series> series) {
    return lines(id, series, Axis.bytes(largest(series), words));
  }

  /** Of series of seconds. */
  Plots durations(String id, List<Series> series) {
    return lines(id, series, Axis.duration(largest(series), words));
  }

  private Plots lines(String id, List<Series> series, Axis axis) {
    return series.isEmpty()
        ? this
        : add(
            id,
            series.stream().map(each -> line(each, axis)).toList(),
            axis,
            Double.NaN,
            Double.NaN);
  }

  private static Canvas.Line line(Series series, Axis axis) {
    XYSeries points = new XYSeries(series.name());
    series.points().forEach(p -> points.add(p.at().toEpochMilli(), p.value() / axis.unit()));
    return new Canvas.Line(points, false);
  }

  private Canvas.Line rateLine(List<Rate> rates, Sort sort) {
    XYSeries points = new XYSeries(words.say(sort.wording()));
    for (Rate rate : rates) {
      Tally tally = sort.tally().apply(rate);
      if (!tally.isEmpty()) {
        points.add(rate.period().to().toEpochMilli(), 100 * tally.rate());
      }
    }
    return new Canvas.Line(points, false);
  }

  private static boolean isDrawn(Canvas.Line line) {
    return !line.points().isEmpty();
  }

  private static double largest(List<Series> series) {
    return series.stream()
        .flatMap(each -> each.points().stream())
        .mapToDouble(Series.Point::value)
        .max()
        .orElse(0);
  }

  private Plots add(String id, List<Canvas.Line> lines, Axis axis, double from, double to) {
    if (lines.isEmpty()) {
      return this;
    }
    String title =
        lines.size() == Series.MOST
            ? words.say("plot.largest", words.say("plot." + id), Series.MOST)
            : words.say("plot." + id);
    plots.add(
        new Page.Plot(
            id,
            title,
            words.say("plot.alt", title, latest(lines, axis)),
            canvas.draw(lines, axis.written(), from, to)));
    return this;
  }

  /** For who cannot see it: the newest value of each line. */
  private static String latest(List<Canvas.Line> lines, Axis axis) {
    return String.join(
        "; ",
        lines.stream()
            .map(
                line ->
                    line.points().getKey()
                        + " "
                        + axis.written()
                            .apply(
                                line.points().getY(line.points().getItemCount() - 1).doubleValue()))
            .toList());
  }
}
