package io.salvaguarda.events;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts what has no natural end, so that nothing is ever too large to be told. Sizes are bytes of
 * JSON: escapes and UTF-8 counted.
 */
final class Bounded {
  static final int TEXT_BYTES = 2 * 1024;
  static final int LOG_BYTES = 16 * 1024;
  static final int FINDINGS_BYTES = 24 * 1024;
  static final int FINDINGS = 50;
  static final int CHOICES_BYTES = 24 * 1024;
  static final int CHOICES = 50;
  private static final String CUT = "…";

  private Bounded() {}

  static String text(String field, String given) {
    requireNonNull(given, field);
    String text = encodable(given);
    if (jsonBytes(text) <= TEXT_BYTES) {
      return text;
    }
    int used = jsonBytes(CUT);
    int end = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      used += jsonBytes(text.substring(end, next));
      if (used > TEXT_BYTES) {
        break;
      }
      end = next;
    }
    return text.substring(0, end) + CUT;
  }

  static List<String> lastLines(String field, List<String> lines) {
    requireNonNull(lines, field);
    List<String> kept = new ArrayList<>();
    int used = 0;
    for (String line : lines.reversed()) {
      String cut = text(field, line);
      used += jsonBytes(cut) + 3;
      if (used > LOG_BYTES) {
        break;
      }
      kept.add(cut);
    }
    return List.copyOf(kept.reversed());
  }

  static List<Finding> findings(String field, List<Finding> findings) {
    requireNonNull(findings, field);
    List<Finding> kept = new ArrayList<>();
    int used = 0;
    for (Finding finding : findings) {
      used += jsonBytes(finding);
      if (used > FINDINGS_BYTES || kept.size() == FINDINGS) {
        break;
      }
      kept.add(finding);
    }
    return List.copyOf(kept);
  }

  static List<BackupChoice> choices(String field, List<BackupChoice> choices) {
    requireNonNull(choices, field);
    List<BackupChoice> kept = new ArrayList<>();
    int used = 0;
    for (BackupChoice choice : choices) {
      int names = 30;
      used += names + jsonBytes(choice.backupId()) + jsonBytes(choice.reason());
      if (used > CHOICES_BYTES || kept.size() == CHOICES) {
        break;
      }
      kept.add(choice);
    }
    return List.copyOf(kept);
  }

  /** Half a character, as careless cutting leaves it, has no UTF-8 and could not be sent. */
  private static String encodable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static int jsonBytes(Finding finding) {
    int names = 80;
    return names
        + jsonBytes(finding.code())
        + jsonBytes(finding.object())
        + (finding.expected() == null ? 0 : jsonBytes(finding.expected()))
        + (finding.actual() == null ? 0 : jsonBytes(finding.actual()))
        + jsonBytes(finding.message());
  }

  private static int jsonBytes(String text) {
    return text.codePoints().map(Bounded::jsonBytes).sum();
  }

  private static int jsonBytes(int codePoint) {
    if (codePoint < 0x20) {
      return 6;
    }
    if (codePoint == '"' || codePoint == '\\') {
      return 2;
    }
    if (codePoint < 0x80) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
}
