package io.salvaguarda.notifier.delivery.adapter;

import io.salvaguarda.config.Channel;
import io.salvaguarda.config.RateLimit;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.Team;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads how channels do, for people. */
@ApplicationScoped
class ChannelLog {

  private static final String STATES =
      """
      select coalesce(d.channel, t.channel, s.channel), t.since, s.gone_at, s.gone_why,
             coalesce(d.pending, 0), coalesce(d.dead, 0)
      from (select channel, count(*) filter (where state = 'PENDING') as pending,
                   count(*) filter (where state = 'DEAD' and notice_type <> 'TEST') as dead
            from delivery where state <> 'DELIVERED' group by channel) d
           full join channel_trouble t on t.channel = d.channel
           full join channel_state s on s.channel = coalesce(d.channel, t.channel)
      """;

  private final SuiteConfig config;

  ChannelLog(SuiteConfig config) {
    this.config = config;
  }

  /** Every channel of the configuration, in its order. */
  Uni<List<ChannelView>> list(Mutiny.Session session) {
    return session
        .createNativeQuery(STATES, Object[].class)
        .getResultList()
        .map(rows -> rows.stream().collect(Collectors.toMap(row -> row[0], Function.identity())))
        .map(
            known ->
                config.channels().values().stream()
                    .map(channel -> view(channel, Optional.ofNullable(known.get(channel.name()))))
                    .toList());
  }

  private ChannelView view(Channel channel, Optional<Object[]> row) {
    Optional<Instant> trouble = row.map(columns -> instant(columns[1]));
    Optional<Instant> gone = row.map(columns -> instant(columns[2]));
    return new ChannelView(
        channel.name(),
        channel.type(),
        config.teams().values().stream()
            .filter(team -> team.channels().contains(channel.name()))
            .map(Team::name)
            .toList(),
        gone.map(at -> ChannelView.State.GONE)
            .or(() -> trouble.map(at -> ChannelView.State.TROUBLED))
            .orElse(ChannelView.State.WORKS),
        gone.or(() -> trouble).orElse(null),
        row.map(columns -> (String) columns[3]).orElse(null),
        channel.limit().map(RateLimit::toString).orElse(null),
        row.map(columns -> ((Number) columns[4]).longValue()).orElse(0L),
        row.map(columns -> ((Number) columns[5]).longValue()).orElse(0L));
  }

  private static Instant instant(Object column) {
    return column == null ? null : ((OffsetDateTime) column).toInstant();
  }
}
