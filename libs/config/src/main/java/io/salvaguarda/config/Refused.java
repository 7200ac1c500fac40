package io.salvaguarda.config;

/** Why a text cannot be read as a value; {@code message} continues a sentence about the text. */
public final class Refused extends Exception {
  private final String remedy;

  Refused(String message, String remedy) {
    super(message, null, false, false);
    this.remedy = remedy;
  }

  /** What would be right; a sentence. */
  public String remedy() {
    return remedy;
  }
}
