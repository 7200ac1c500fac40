package io.salvaguarda.kit.schedule;

import java.time.Instant;

/**
 * A due time that has come.
 *
 * @param key of the timetable's entry
 * @param at when it was due; earlier than now when no instance was running then
 * @param next the entry's next due time
 * @param missed later due times that passed meanwhile: this one stands for them too; counted up to
 *     100
 */
public record DueTime(String key, Instant at, Instant next, int missed) {}
