package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.replication.Lsn;
import java.time.Instant;
import java.util.Objects;

/** Up to where WAL is replayed. */
public sealed interface RecoveryTarget {

  /** No further than the backup itself needs: its end. */
  record Consistent() implements RecoveryTarget {}

  /** To the end of the WAL that can be had. */
  record Latest() implements RecoveryTarget {}

  /**
   * @param inclusive whether a transaction that committed at that very instant is kept
   */
  record AtTime(Instant time, boolean inclusive) implements RecoveryTarget {
    public AtTime {
      Objects.requireNonNull(time);
    }
  }

  record AtLsn(Lsn lsn, boolean inclusive) implements RecoveryTarget {
    public AtLsn {
      Objects.requireNonNull(lsn);
    }
  }

  /**
   * @param xid without its epoch, as {@code txid_current() % 2^32} says
   * @param inclusive whether that transaction is kept
   */
  record AtXid(long xid, boolean inclusive) implements RecoveryTarget {
    public AtXid {
      if (xid < 3 || xid > 0xffff_ffffL) {
        throw new IllegalArgumentException("not a transaction's id: " + xid);
      }
    }
  }

  /**
   * @param name of a point that {@code pg_create_restore_point} made; whatever it looks like
   */
  record AtName(String name) implements RecoveryTarget {
    private static final int LONGEST = 63;

    public AtName {
      if (name.isEmpty()
          || name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST
          || name.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("not the name of a restore point");
      }
    }
  }
}
