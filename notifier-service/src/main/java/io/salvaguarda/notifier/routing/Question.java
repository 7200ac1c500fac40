package io.salvaguarda.notifier.routing;

import io.salvaguarda.events.Severity;
import io.salvaguarda.notifier.notice.Cause;
import java.time.Instant;

/**
 * What there is to tell, as far as it matters for whom.
 *
 * @param team the team that is responsible
 * @param at when it would be told
 */
public record Question(String team, String sourceId, Cause cause, Severity severity, Instant at) {}
