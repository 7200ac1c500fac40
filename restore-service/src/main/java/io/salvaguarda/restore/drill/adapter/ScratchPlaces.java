package io.salvaguarda.restore.drill.adapter;

import io.salvaguarda.access.Repositories;
import io.salvaguarda.access.Scratch;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.postgres.tools.JobFolder;
import io.salvaguarda.postgres.tools.ToolUser;
import io.salvaguarda.restore.drill.ScratchRecovery;
import io.salvaguarda.restore.run.adapter.RestoreSettings;
import io.salvaguarda.restore.run.adapter.WalFetches;
import io.salvaguarda.restore.window.RecoveryPlan;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Gives recoveries that are thrown away a folder and a way to their WAL. Blocks. */
@ApplicationScoped
class ScratchPlaces {

  private static final Logger LOG = Logger.getLogger(ScratchPlaces.class);

  private final Repositories repositories;
  private final Scratch scratch;
  private final WalFetches fetches;
  private final RestoreSettings settings;

  ScratchPlaces(
      Repositories repositories, Scratch scratch, WalFetches fetches, RestoreSettings settings) {
    this.repositories = repositories;
    this.scratch = scratch;
    this.fetches = fetches;
    this.settings = settings;
  }

  /** What is done there. */
  interface Work<T> {
    T in(ScratchRecovery.Place place) throws IOException;
  }

  /** The folder is wiped and the way is closed when the work ends, however it does. */
  <T> T during(UUID jobId, PostgresSource source, RecoveryPlan plan, Work<T> work)
      throws IOException {
    ToolUser user = ToolUser.forSandbox();
    String systemId = plan.start().facts().systemId();
    try (JobFolder folder = JobFolder.create(scratch.path(), "drill", user);
        WalFetches.Fetch fetch = fetches.begin(source.id(), systemId, user)) {
      return work.in(
          new ScratchRecovery.Place(
              () -> repositories.existing(source.repository()),
              folder,
              scratch.path(),
              fetch.command(),
              settings.deadline(),
              line -> LOG.infof("event=drill.tool_said job=%s line=%s", jobId, line)));
    }
  }
}
