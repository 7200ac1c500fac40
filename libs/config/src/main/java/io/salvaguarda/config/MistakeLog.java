package io.salvaguarda.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects mistakes, so that reading goes on to the next one. */
final class MistakeLog {
  private final String file;
  private final List<Mistake> mistakes = new ArrayList<>();

  MistakeLog(String file) {
    this.file = file;
  }

  void add(Optional<Mark> at, String path, String message, String remedy) {
    int line = at.map(mark -> mark.getLine() + 1).orElse(1);
    int column = at.map(mark -> mark.getColumn() + 1).orElse(1);
    mistakes.add(new Mistake(file, line, column, path, message, remedy));
  }

  /** In the file's order. */
  List<Mistake> all() {
    return mistakes.stream()
        .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
        .toList();
  }
}
