package io.salvaguarda.notifier.http;

import io.salvaguarda.config.Secret;
import java.util.Comparator;
import java.util.List;

/** Takes secrets out of texts that others wrote: a server may send back what it was sent. */
final class Masked {

  private Masked() {}

  static String text(String text, List<Secret> hidden) {
    String masked = text;
    List<String> longestFirst =
        hidden.stream()
            .map(Secret::reveal)
            .filter(secret -> !secret.isEmpty())
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
    for (String secret : longestFirst) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }
}
