package io.salvaguarda.notifier.subscription;

import io.salvaguarda.config.GivenWebhook;
import io.salvaguarda.config.Glob;
import io.salvaguarda.config.Network;
import io.salvaguarda.config.Secret;
import io.salvaguarda.events.EventTypes;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody wants to subscribe to, as given.
 *
 * @param sources all when absent
 * @param secret one is made when absent
 */
public record Wish(List<String> types, List<String> sources, String url, String secret) {

  private static final int MOST_PATTERNS = 20;
  private static final Pattern TYPE = Pattern.compile("[a-z0-9.*?-]{1,120}");
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9*?-]{1,63}");
  private static final int SECRET_BYTES = 32;
  private static final String EXAMPLE = "io.salvaguarda.backup.*";

  /** What came of reading it. */
  public sealed interface Read {

    /** Nothing is wrong with it. */
    record Fit(List<Glob> types, List<Glob> sources, URI url, Secret secret) implements Read {}

    /** What is wrong, and what would be right; shows no secret. */
    record Mistaken(String field, String why) implements Read {}
  }

  /**
   * @param networks special addresses that subscriptions may be at
   */
  public Read read(List<Network> networks) {
    List<Glob> typed = new ArrayList<>();
    List<Glob> sourced = new ArrayList<>();
    return patterns("types", types, TYPE, typed)
        .or(() -> known(typed))
        .or(() -> patterns("sources", sources == null ? List.of("*") : sources, SOURCE, sourced))
        .or(() -> GivenWebhook.wrongUrl(url, networks).map(why -> new Read.Mistaken("url", why)))
        .or(
            () ->
                secret == null
                    ? Optional.empty()
                    : GivenWebhook.wrongSecret(secret).map(why -> new Read.Mistaken("secret", why)))
        .<Read>map(mistaken -> mistaken)
        .orElseGet(
            () ->
                new Read.Fit(
                    typed,
                    sourced,
                    URI.create(url),
                    secret == null ? newSecret() : Secret.of(secret)));
  }

  private static Optional<Read.Mistaken> patterns(
      String field, List<String> given, Pattern valid, List<Glob> read) {
    if (given == null || given.isEmpty() || given.size() > MOST_PATTERNS) {
      return Optional.of(
          new Read.Mistaken(field, "must be a list of 1 to " + MOST_PATTERNS + " patterns"));
    }
    for (String each : given) {
      if (each == null || !valid.matcher(each).matches()) {
        return Optional.of(
            new Read.Mistaken(
                field, "must be patterns such as " + (valid == TYPE ? EXAMPLE : "shop-*")));
      }
      read.add(new Glob(each));
    }
    return Optional.empty();
  }

  /** A pattern that no event has would wait for ever. */
  private static Optional<Read.Mistaken> known(List<Glob> types) {
    return types.stream()
        .filter(type -> EventTypes.names().stream().noneMatch(type::matches))
        .findFirst()
        .map(
            type ->
                new Read.Mistaken("types", "has " + type + ", which no event has; try " + EXAMPLE));
  }

  private static Secret newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Secret.of("whsec_" + Base64.getEncoder().encodeToString(bytes));
  }

  /** Without the URL and the secret. */
  @Override
  public String toString() {
    return "Wish[" + types + ", " + sources + "]";
  }
}
