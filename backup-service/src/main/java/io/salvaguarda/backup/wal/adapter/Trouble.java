package io.salvaguarda.backup.wal.adapter;

import io.salvaguarda.events.Failure;
import java.time.Instant;

/** Why something does not work, and since when. */
record Trouble(Failure failure, Instant since) {}
