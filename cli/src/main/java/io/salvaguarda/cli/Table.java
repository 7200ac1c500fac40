package io.salvaguarda.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Aligned columns; what names hold cannot break a row, nor leave its cell. */
final class Table {
  private static final String GAP = "  ";
  private static final int NARROWEST_PROSE = 20;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(Column... columns) {
    this.columns = List.of(columns);
  }

  /** As many cells as there are columns. */
  void row(String... cells) {
    rows.add(Stream.of(cells).map(cell -> Cells.clean(cell).replace('\n', ' ')).toList());
  }

  void print(PrintWriter out, Terminal terminal, String whenEmpty) {
    if (rows.isEmpty()) {
      out.println(whenEmpty);
      return;
    }
    int[] widths = widths(terminal);
    out.println(line(columns.stream().map(Column::heading).toList(), widths, false));
    rows.forEach(row -> out.println(line(row, widths, terminal.colours())));
  }

  private int[] widths(Terminal terminal) {
    int[] widths =
        IntStream.range(0, columns.size())
            .map(i -> Math.max(Width.of(columns.get(i).heading()), widestCell(i)))
            .toArray();
    int all = IntStream.of(widths).sum() + GAP.length() * (columns.size() - 1);
    int excess = terminal.shown() ? all - terminal.columns() : 0;
    for (int i = 0; i < widths.length && excess > 0; i++) {
      if (columns.get(i).kind() == Column.Kind.PROSE) {
        int less = Math.min(excess, Math.max(0, widths[i] - NARROWEST_PROSE));
        widths[i] -= less;
        excess -= less;
      }
    }
    return widths;
  }

  private int widestCell(int column) {
    return rows.stream().mapToInt(row -> Width.of(row.get(column))).max().orElse(0);
  }

  private String line(List<String> cells, int[] widths, boolean colours) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : GAP).append(cell(cells.get(i), columns.get(i), widths[i], colours));
    }
    return line.toString().stripTrailing();
  }

  private static String cell(String text, Column column, int width, boolean colours) {
    String cut = Width.cut(text, width);
    String space = " ".repeat(width - Width.of(cut));
    return switch (column.kind()) {
      case NUMBER -> space + cut;
      case STATE -> (colours ? Tone.of(cut).paint(cut) : cut) + space;
      case TEXT, PROSE -> cut + space;
    };
  }
}
