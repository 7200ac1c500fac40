package io.salvaguarda.verify.run;

import io.salvaguarda.events.Level;
import io.salvaguarda.verify.proof.Phase;

/** How far a running verification is; the bytes are of the phase, 0 where they say nothing. */
public record VerificationProgress(
    Level level, Phase phase, long doneBytes, long totalBytes, long elapsedMillis) {}
