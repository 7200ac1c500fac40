package io.salvaguarda.verify.run;

import java.util.UUID;

/**
 * A verification that was asked for.
 *
 * @param jobId also the verification's id
 * @param repeated true: it was there already, by the same key or because it is still active
 */
public record VerificationAccepted(UUID jobId, String backupId, boolean repeated) {}
