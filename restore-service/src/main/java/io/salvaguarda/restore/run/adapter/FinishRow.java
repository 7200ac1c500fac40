package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.restore.run.Finish;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What one attempt was about to finish. */
@Entity
@Immutable
@Table(name = "restore_finish")
class FinishRow {

  /** Whose it is. */
  @Embeddable
  record Key(@Column(name = "job_id") UUID jobId, @Column(name = "attempt") int attempt) {}

  @EmbeddedId Key key;

  @Column(name = "database_oid")
  long databaseOid;

  @Column(name = "previous_database")
  String previousDatabase;

  long bytes;

  protected FinishRow() {}

  Finish finish() {
    return new Finish(databaseOid, previousDatabase, bytes);
  }
}
