package io.salvaguarda.config;

import java.time.Duration;

/**
 * How a team's notices are gathered into one message.
 *
 * @param firstWait how long the first waits for others
 * @param interval the least time between two messages
 */
public record Grouping(Duration firstWait, Duration interval) {}
