package io.salvaguarda.config;

import java.util.Locale;

/** A language that notices are written in. */
public enum Language {
  ENGLISH("en"),
  BRAZILIAN_PORTUGUESE("pt-BR");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The BCP 47 tag, as the file writes it. */
  public String tag() {
    return tag;
  }

  /** For number and date formats. */
  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }
}
