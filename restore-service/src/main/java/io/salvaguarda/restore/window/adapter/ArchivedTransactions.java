package io.salvaguarda.restore.window.adapter;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.access.Scratch;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.PostgresException;
import io.salvaguarda.postgres.physical.ClusterFacts;
import io.salvaguarda.postgres.physical.SegmentTransactions;
import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.tools.PgTools;
import io.salvaguarda.postgres.tools.ToolContext;
import io.salvaguarda.repository.RepositoryException;
import io.salvaguarda.repository.WalArchive;
import io.salvaguarda.repository.wal.WalFile;
import io.salvaguarda.restore.window.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Looks into archived WAL for the last transaction that a recovery can see. Blocks. */
@ApplicationScoped
public class ArchivedTransactions {

  private static final Logger LOG = Logger.getLogger(ArchivedTransactions.class);

  /** Of an idle cluster many segments hold none. */
  private static final int MOST_SEGMENTS = 16;

  private final Repositories repositories;
  private final Scratch scratch;

  ArchivedTransactions(Repositories repositories, Scratch scratch) {
    this.repositories = repositories;
    this.scratch = scratch;
  }

  /**
   * When the last transaction of a reach ended.
   *
   * @return empty when that cannot be told: none is near its end, or its WAL cannot be looked into
   */
  public Optional<Instant> lastOf(PostgresSource source, Reach reach) {
    ClusterFacts facts = reach.start().facts();
    try (WalArchive wal = repositories.existing(source.repository()).wal(source.id())) {
      ToolContext context =
          ToolContext.of(PgTools.forServerMajor(facts.serverMajor()).orThrow())
              .withScratch(scratch.path());
      Lsn at = reach.end();
      for (int i = 0; i < MOST_SEGMENTS && reach.start().stop().isBefore(at); i++) {
        at = at.plus(-1).segmentStart(facts.walSegmentBytes());
        String name = at.segmentName(reach.timeline(), facts.walSegmentBytes());
        Optional<Instant> last = lastIn(context, wal, new WalFile(facts.systemId(), name));
        if (last.isPresent()) {
          return last;
        }
      }
      return Optional.empty();
    } catch (IOException | PostgresException e) {
      LOG.warnf("event=window.wal_not_looked_into source=%s cause=\"%s\"", source.id(), e);
      return Optional.empty();
    }
  }

  private static Optional<Instant> lastIn(ToolContext context, WalArchive wal, WalFile file)
      throws IOException {
    try (InputStream bytes = wal.open(file)) {
      Outcome<Optional<Instant>> last = SegmentTransactions.last(context, file.name(), bytes);
      return last.orThrow();
    } catch (RepositoryException.NoSuchWal ofAnEarlierTimeline) {
      return Optional.empty();
    }
  }
}
