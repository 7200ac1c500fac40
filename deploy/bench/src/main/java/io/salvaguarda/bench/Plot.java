package io.salvaguarda.bench;

import io.salvaguarda.bench.ThirtyDays.Change;
import io.salvaguarda.bench.ThirtyDays.Growth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plots as SVG, legible on light and dark pages. */
final class Plot {

  private static final int WIDTH = 860;
  private static final int ROW = 28;
  private static final int LABELS = 400;
  private static final int HEIGHT = 420;
  private static final int MARGIN = 60;
  private static final double MIB = 1 << 20;
  private static final List<String> COLOURS = List.of("#0969da", "#bf8700", "#1a7f37", "#cf222e");

  private Plot() {}

  /** One horizontal bar for each work. */
  static String bars(String title, Samples samples) {
    double longest = samples.all().keySet().stream().mapToDouble(samples::seconds).max().orElse(1);
    StringBuilder svg = new StringBuilder(head(title, MARGIN + ROW * samples.all().size()));
    int y = MARGIN;
    for (String name : samples.all().keySet()) {
      double seconds = samples.seconds(name);
      double width = (WIDTH - LABELS - 70) * seconds / longest;
      String colour = COLOURS.get(name.startsWith("salvaguarda") ? 0 : 1);
      svg.append(text(LABELS - 8, y + 16, "end", name));
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
              LABELS,
              y,
              width,
              ROW - 8,
              colour));
      svg.append(text((int) (LABELS + width + 6), y + 16, "start", "%.2f".formatted(seconds)));
      y += ROW;
    }
    return svg + "</svg>\n";
  }

  /** One line for each tool and kind of change. */
  static String lines(String title, Map<Change, Growth> growth) {
    Map<String, List<Long>> lines = new LinkedHashMap<>();
    growth.forEach(
        (change, bytes) -> {
          lines.put("salvaguarda, " + change, bytes.salvaguarda());
          lines.put("pg_dump -Fc, " + change, bytes.pgDump());
        });
    double highest = lines.values().stream().mapToDouble(List::getLast).max().orElse(1);
    StringBuilder svg = new StringBuilder(head(title, HEIGHT + MARGIN));
    int colour = 0;
    for (var line : lines.entrySet()) {
      svg.append(line(line.getValue(), highest, COLOURS.get(colour % COLOURS.size())));
      svg.append(
          text(MARGIN + 20, MARGIN + 20 * colour, "start", line.getKey() + ": " + last(line)));
      svg.append(
          "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n"
              .formatted(MARGIN, MARGIN - 11 + 20 * colour, COLOURS.get(colour % COLOURS.size())));
      colour++;
    }
    return svg + "</svg>\n";
  }

  private static String last(Map.Entry<String, List<Long>> line) {
    return "%.0f MiB at the end".formatted(line.getValue().getLast() / MIB);
  }

  private static String line(List<Long> bytes, double highest, String colour) {
    StringBuilder points = new StringBuilder();
    for (int day = 0; day < bytes.size(); day++) {
      double x = MARGIN + (WIDTH - 2.0 * MARGIN) * day / Math.max(1, bytes.size() - 1);
      double y = HEIGHT - (HEIGHT - 2.0 * MARGIN) * bytes.get(day) / highest;
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
    }
    return "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>%n"
        .formatted(colour, points.toString().strip());
  }

  private static String head(String title, int height) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <style>text { font: 13px sans-serif; fill: #1f2328 }</style>
        """
            .formatted(WIDTH, height)
        + text(MARGIN, 24, "start", title);
  }

  private static String text(int x, int y, String anchor, String content) {
    String escaped = content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n"
        .formatted(x, y, anchor, escaped);
  }
}
