package io.salvaguarda.config;

/** Why a text cannot be read as a value; {@code message} continues a sentence about the text. */
final class Refused extends Exception {
  private final String remedy;

  Refused(String message, String remedy) {
    super(message, null, false, false);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
