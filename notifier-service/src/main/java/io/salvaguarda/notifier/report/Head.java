package io.salvaguarda.notifier.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/**
 * Which report it is and for whom.
 *
 * @param team who gets it
 * @param whole whether it tells of all sources and of the storage, not only of the team's
 * @param zone in which its times are shown
 */
public record Head(
    UUID id, String team, boolean whole, Period period, ZoneId zone, Instant madeAt) {}
