package io.salvaguarda.notifier.mail;

import io.salvaguarda.notifier.letter.Letter.Tone;

/**
 * The colours of a mail, as CSS.
 *
 * @param bar the status bar and label
 * @param tint behind the next step
 * @param ink text upon the tint
 */
public record Palette(String bar, String tint, String ink) {

  static Palette of(Tone tone) {
    return switch (tone) {
      case CRITICAL -> new Palette("#b42318", "#fef3f2", "#7a271a");
      case WARNING -> new Palette("#b54708", "#fffaeb", "#7a2e0e");
      case RESOLVED -> new Palette("#067647", "#ecfdf3", "#085d3a");
    };
  }
}
