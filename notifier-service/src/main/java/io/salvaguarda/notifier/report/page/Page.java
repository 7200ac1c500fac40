package io.salvaguarda.notifier.report.page;

import java.util.List;
import java.util.Optional;

/**
 * A report in words and images, ready to be laid out. All texts are single lines.
 *
 * @param language BCP 47 tag
 * @param subject of a mail: safe as a header
 * @param label what sort of report it is
 * @param tiles the few figures to see first
 * @param alarms what must not be overlooked, the worst first; often none
 */
public record Page(
    String language,
    Tone tone,
    String subject,
    String label,
    String title,
    String period,
    String lead,
    List<Tile> tiles,
    String alarmsTitle,
    List<Alarm> alarms,
    List<Table> tables,
    String plotsTitle,
    List<Plot> plots,
    List<String> footer) {

  /** How it looks at first glance. */
  public enum Tone {
    GOOD,
    WARNING,
    BAD,
    PLAIN
  }

  /** One large figure. */
  public record Tile(String label, String value, String note, Tone tone) {}

  /** A source and what is wrong with it. */
  public record Alarm(String source, String what) {}

  /** What a table says of many things. */
  public record Table(
      String title, Optional<String> note, List<String> headings, List<List<Cell>> rows) {

    /** The rows where there is no table: the first cell, then each other with its heading. */
    public List<String> lines() {
      return rows.stream().map(this::line).toList();
    }

    private String line(List<Cell> row) {
      StringBuilder line = new StringBuilder(row.getFirst().text());
      for (int i = 1; i < row.size(); i++) {
        if (!row.get(i).text().isEmpty()) {
          line.append(i == 1 ? ": " : "; ").append(headings.get(i)).append(' ');
          line.append(row.get(i).text());
        }
      }
      return line.toString();
    }
  }

  /** One value. */
  public record Cell(String text, Tone tone) {

    static Cell of(String text) {
      return new Cell(text, Tone.PLAIN);
    }
  }

  /**
   * A plot.
   *
   * @param id unique in the page; fit for a file's name
   * @param alt says the same to who cannot see it
   * @param png twice as many pixels as it is wide on the page
   */
  public record Plot(String id, String title, String alt, byte[] png) {}
}
