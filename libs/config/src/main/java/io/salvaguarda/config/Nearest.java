package io.salvaguarda.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Guesses which known name was meant by an unknown one. */
final class Nearest {
  private Nearest() {}

  /** A remedy: the name that was probably meant, or else all that there are. */
  static String remedy(String unknown, Collection<String> known, String kindPlural) {
    return remedyOr(
        unknown,
        known,
        known.isEmpty()
            ? "There are no %s yet.".formatted(kindPlural)
            : "Known %s: %s.".formatted(kindPlural, String.join(", ", new TreeSet<>(known))));
  }

  /** A remedy: the name that was probably meant, or else the given one. */
  static String remedyOr(String unknown, Collection<String> known, String otherwise) {
    return of(unknown, known).map("Did you mean \"%s\"?"::formatted).orElse(otherwise);
  }

  /** The name that was probably meant; empty when none is near. */
  static Optional<String> of(String unknown, Collection<String> known) {
    int tolerated = Math.max(1, unknown.length() / 3);
    return known.stream()
        .filter(name -> distance(unknown, name) <= tolerated)
        .min(
            Comparator.<String>comparingInt(name -> distance(unknown, name)).thenComparing(n -> n));
  }

  /** Edits between the two, case apart; swapped neighbours count as one edit. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        edits[i][j] =
            Math.min(
                edits[i - 1][j - 1] + substitution, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
