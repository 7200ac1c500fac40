package io.salvaguarda.notifier.report.page;

/** The colours of a tone, as CSS. */
public record Ink(String strong, String tint) {

  static Ink of(Page.Tone tone) {
    return switch (tone) {
      case GOOD -> new Ink("#067647", "#ecfdf3");
      case WARNING -> new Ink("#b54708", "#fffaeb");
      case BAD -> new Ink("#b42318", "#fef3f2");
      case PLAIN -> new Ink("#101828", "#f9fafb");
    };
  }
}
