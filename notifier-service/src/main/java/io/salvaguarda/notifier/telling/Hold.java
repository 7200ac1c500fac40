package io.salvaguarda.notifier.telling;

import io.salvaguarda.notifier.notice.HeldBy;
import java.time.Instant;

/**
 * Why a notice is not told now.
 *
 * @param until when it may be told, as far as can be said now
 */
public record Hold(HeldBy by, Instant until) {
  static Hold of(HeldBy.Kind kind, String name, Instant until) {
    return new Hold(new HeldBy(kind, name), until);
  }
}
