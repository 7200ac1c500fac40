package io.salvaguarda.notifier.link.adapter;

import io.salvaguarda.kit.db.Transactions;
import io.salvaguarda.notifier.link.SignedLink;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes and reads links. All instances sign with the same key. */
@ApplicationScoped
public class Links {
  private static final int KEY_BYTES = 32;
  private static final String PATH = "acknowledge/";

  private static final String KEEP =
      "insert into link_key (key) values (:key) on conflict (one) do nothing";

  private static final String USE =
      """
      insert into used_link (hash, expires_at) values (:hash, :expiresAt)
      on conflict (hash) do nothing
      """;

  private final Transactions transactions;
  private final LinkSettings settings;
  private final SecureRandom random = new SecureRandom();
  private final AtomicReference<byte[]> known = new AtomicReference<>();

  Links(Transactions transactions, LinkSettings settings) {
    this.transactions = transactions;
    this.settings = settings;
  }

  /**
   * The link for one mail, where this service has an address; for a thread that may block.
   *
   * @param subject an incident, or a thread
   * @param since from when it is good; the same for every attempt
   */
  public Optional<String> link(UUID subject, UUID delivery, String channel, Instant since) {
    return settings
        .url()
        .map(
            url ->
                url.toString().replaceFirst("/*$", "/")
                    + PATH
                    + new SignedLink(subject, delivery, channel, since.plus(settings.validFor()))
                        .text(transactions.await(this::key)));
  }

  /** What a link says; nothing that it says has happened yet. */
  public Uni<SignedLink.Read> read(Mutiny.Session session, String text) {
    return key(session).map(key -> SignedLink.read(text, key, Instant.now()));
  }

  /** Notes the use of a link; false when it was used before. */
  public Uni<Boolean> use(Mutiny.Session session, SignedLink.Valid valid) {
    return session
        .createNativeQuery("delete from used_link where expires_at < clock_timestamp()")
        .executeUpdate()
        .chain(
            () ->
                session
                    .createNativeQuery(USE)
                    .setParameter("hash", valid.hash())
                    .setParameter("expiresAt", valid.link().expiresAt())
                    .executeUpdate())
        .map(rows -> rows == 1);
  }

  private Uni<byte[]> key(Mutiny.Session session) {
    byte[] held = known.get();
    return held != null
        ? Uni.createFrom().item(held)
        : session
            .createNativeQuery(KEEP)
            .setParameter("key", fresh())
            .executeUpdate()
            .chain(
                () ->
                    session
                        .createNativeQuery("select key from link_key", String.class)
                        .getSingleResult())
            .map(HexFormat.of()::parseHex)
            .invoke(known::set);
  }

  private String fresh() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
