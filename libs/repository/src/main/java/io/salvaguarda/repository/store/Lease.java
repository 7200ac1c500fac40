package io.salvaguarda.repository.store;

import java.time.Instant;

/**
 * The right to do something until a moment, or until someone ends it by making an object with a
 * conditional put. Whoever ends it waits until well after {@code until}.
 *
 * @param heldBy key of the object that began it, removed some time after its end
 * @param endedBy key of the object that ends it; it may be removed once the other one is
 * @param until by the clock of this machine
 */
public record Lease(String heldBy, String endedBy, Instant until) {}
