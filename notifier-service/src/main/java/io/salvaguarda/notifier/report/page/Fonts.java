package io.salvaguarda.notifier.report.page;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The letters of plots and PDFs: brought along, because a server's machine may have none. */
final class Fonts {

  static final String FAMILY = "Liberation Sans";
  static final String REGULAR = "/liberation/LiberationSans-Regular.ttf";
  static final String BOLD = "/liberation/LiberationSans-Bold.ttf";

  private static final Font PLAIN = load(REGULAR);

  private Fonts() {}

  static Font plain(float size) {
    return PLAIN.deriveFont(size);
  }

  static InputStream open(String resource) {
    InputStream bytes = Fonts.class.getResourceAsStream(resource);
    if (bytes == null) {
      throw new IllegalStateException("no font " + resource + " on the class path");
    }
    return bytes;
  }

  private static Font load(String resource) {
    try (InputStream bytes = open(resource)) {
      return Font.createFont(Font.TRUETYPE_FONT, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
