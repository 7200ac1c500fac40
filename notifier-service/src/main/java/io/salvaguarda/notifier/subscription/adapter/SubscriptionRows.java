package io.salvaguarda.notifier.subscription.adapter;

import io.salvaguarda.config.Glob;
import io.salvaguarda.config.Secret;
import io.salvaguarda.kit.Instance;
import io.salvaguarda.kit.Json;
import io.salvaguarda.notifier.subscription.Subscription;
import io.salvaguarda.notifier.subscription.Wish;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The statements on subscriptions. */
@ApplicationScoped
class SubscriptionRows {

  /** One at a time, so that there are never more than there may be. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtext(current_schema() || '.subscription'))::text";

  private final Json json;
  private final Instance instance;

  SubscriptionRows(Json json, Instance instance) {
    this.json = json;
    this.instance = instance;
  }

  /** Empty when there are as many as there may be. */
  Uni<Optional<UUID>> add(Mutiny.Session session, Wish.Read.Fit fit, String who, int most) {
    return session
        .createNativeQuery(LOCK, String.class)
        .getSingleResult()
        .chain(
            () ->
                session
                    .createSelectionQuery("select count(*) from SubscriptionRow", Long.class)
                    .getSingleResult())
        .chain(
            there ->
                there >= most
                    ? Uni.createFrom().item(Optional.empty())
                    : persist(session, fit, who).map(Optional::of));
  }

  private Uni<UUID> persist(Mutiny.Session session, Wish.Read.Fit fit, String who) {
    SubscriptionRow row =
        new SubscriptionRow(
            instance.newId(),
            json.write(fit.types().stream().map(Glob::pattern).toList()),
            json.write(fit.sources().stream().map(Glob::pattern).toList()),
            fit.url().toString(),
            fit.secret().reveal(),
            who);
    return session.persist(row).chain(session::flush).replaceWith(row.id);
  }

  /** The oldest first. */
  Uni<List<Subscription>> all(Mutiny.Session session) {
    return session
        .createSelectionQuery("from SubscriptionRow order by id", SubscriptionRow.class)
        .getResultList()
        .map(rows -> rows.stream().map(this::subscription).toList());
  }

  Uni<Optional<Subscription>> find(Mutiny.Session session, UUID id) {
    return session
        .createSelectionQuery("from SubscriptionRow where id = :id", SubscriptionRow.class)
        .setParameter("id", id)
        .getSingleResultOrNull()
        .map(row -> Optional.ofNullable(row).map(this::subscription));
  }

  /** False when there was none. */
  Uni<Boolean> remove(Mutiny.Session session, UUID id) {
    return session
        .createNativeQuery("delete from subscription where id = :id")
        .setParameter("id", id)
        .executeUpdate()
        .map(rows -> rows == 1);
  }

  private Subscription subscription(SubscriptionRow row) {
    return new Subscription(
        row.id,
        globs(row.types),
        globs(row.sources),
        URI.create(row.url),
        Secret.of(row.secret),
        row.createdBy,
        row.createdAt);
  }

  private List<Glob> globs(String text) {
    return Arrays.stream(json.read(text, String[].class)).map(Glob::new).toList();
  }
}
