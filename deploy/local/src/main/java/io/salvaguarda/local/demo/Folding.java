package io.salvaguarda.local.demo;

import java.util.ArrayList;
import java.util.List;

/** Folds lines at spaces so that they fit a width. */
final class Folding {
  private Folding() {}

  /** The line's parts, none wider than that; a word that is wider is cut. */
  static List<String> at(int width, String line) {
    List<String> parts = new ArrayList<>();
    String rest = line.stripTrailing();
    while (rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int cut = space > 0 && !rest.substring(0, space).isBlank() ? space : width;
      parts.add(rest.substring(0, cut));
      rest = rest.substring(cut).stripLeading();
    }
    parts.add(rest);
    return parts;
  }
}
