package io.salvaguarda.local;

import io.salvaguarda.local.stack.LocalStack;
import io.salvaguarda.local.stack.SourceDatabase;
import java.util.stream.Collectors;

/** The text that tells where everything listens and what to try next. */
final class Welcome {
  private Welcome() {}

  static String of(LocalStack stack, long seconds) {
    return """

        Salvaguarda is up after %d s. Everything is in %s

        %s
          Kafka             %s
          S3                %s  bucket %s
          PostgreSQL        127.0.0.1:%d  database %s, to be protected (%d MB)
          PostgreSQL        127.0.0.1:%d  the services' own database
          SMTP              127.0.0.1:%d  mails are printed here and kept in %s
          Webhooks          %s
          whole clusters    are restored below %s

          configuration     %s
          API token         %s  (role admin)

        In another terminal:
          ./salva status
          ./salva backup run testdb
          ./salva backup list
          ./salva backup run testdb --kind physical && ./salva restore window testdb
          ./salva events tail
          ./salva help
        or with curl:
          curl -H "Authorization: Bearer $(cat %s)" %s/q/openapi

        Ctrl-C stops everything.
        """
        .formatted(
            seconds,
            stack.home(),
            services(stack),
            stack.kafka().bootstrapServers(),
            stack.s3().endpoint(),
            S3Server.BUCKET,
            stack.sourceServer().port(),
            SourceDatabase.NAME,
            stack.sourceDatabase().bytes() / 1_000_000,
            stack.catalogServer().port(),
            stack.mail().port(),
            stack.home().resolve("mail"),
            stack.webhooks().url("/salvaguarda"),
            stack.restores(),
            stack.configuration(),
            stack.home().resolve("token"),
            stack.home().resolve("token"),
            stack.services().isEmpty() ? "http://127.0.0.1" : stack.services().getFirst().url());
  }

  private static String services(LocalStack stack) {
    return stack.services().stream()
        .map(
            instance ->
                "  %-16s  %s  ready after %.1f s, %d MB"
                    .formatted(
                        instance.service().id(),
                        instance.url(),
                        instance.process().readyAfter().toMillis() / 1000.0,
                        instance.process().residentBytes() / 1_000_000))
        .collect(Collectors.joining("\n"));
  }
}
