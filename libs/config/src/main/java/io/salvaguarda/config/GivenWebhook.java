package io.salvaguarda.config;

import java.util.List;
import java.util.Optional;

/** Checks webhooks that are given elsewhere than in the file, by the file's rules. */
public final class GivenWebhook {
  private GivenWebhook() {}

  /**
   * What is wrong with a webhook's URL and what would be right, without the URL; empty: nothing.
   *
   * @param allowed special addresses that it may point to
   */
  public static Optional<String> wrongUrl(String url, List<Network> allowed) {
    return wrong(url, text -> Urls.webhook(text, allowed));
  }

  /** The same of a Standard Webhooks secret. */
  public static Optional<String> wrongSecret(String secret) {
    return wrong(
        secret,
        text -> {
          WebhookReader.check(text);
          return text;
        });
  }

  private static Optional<String> wrong(String given, YamlValue.Parser<?> parser) {
    if (given == null || given.isBlank()) {
      return Optional.of("is missing");
    }
    try {
      parser.parse(given);
      return Optional.empty();
    } catch (Refused e) {
      return Optional.of(e.getMessage() + ". " + e.remedy());
    }
  }
}
