package io.salvaguarda.verify.run;

import io.quarkus.runtime.StartupEvent;
import io.salvaguarda.access.Repositories;
import io.salvaguarda.access.Scratch;
import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import io.salvaguarda.postgres.tools.Sandboxing;
import io.salvaguarda.repository.BackupId;
import io.salvaguarda.repository.BackupRepository;
import io.salvaguarda.verify.proof.BackupProof;
import io.salvaguarda.verify.proof.ProofRules;
import io.salvaguarda.verify.proof.Supervision;
import io.salvaguarda.verify.proof.Verdict;
import io.salvaguarda.verify.proof.Verdicts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Proves a backup in the repository that its event named, in this service's scratch folder. */
@ApplicationScoped
class Prover {

  private static final Logger LOG = Logger.getLogger("io.salvaguarda.verify.tools");

  private final Repositories repositories;
  private final Scratch scratch;

  Prover(Repositories repositories, Scratch scratch) {
    this.repositories = repositories;
    this.scratch = scratch;
  }

  /** What runs in a sandbox that is not cut off can reach this machine's network. */
  void warn(@Observes StartupEvent started) {
    if (!Sandboxing.available()) {
      LOG.warn("event=sandbox.not_cut_off reason=\"this kernel allows no namespaces\"");
    }
  }

  Verdict prove(VerificationOrder order, ProofRules rules, Supervision supervision) {
    String name = order.repository();
    if (!repositories.names().contains(name)) {
      return new Verdict.Inconclusive(Optional.empty(), notConfigured(name));
    }
    try {
      BackupRepository repository = repositories.existing(name);
      return new BackupProof(repository, name, placeOf(order), rules, supervision)
          .run(BackupId.parse(order.backupId()));
    } catch (IOException e) {
      supervision.throwIfStopped();
      return new Verdicts(name).of(e, Optional.empty());
    }
  }

  private BackupProof.ProofPlace placeOf(VerificationOrder order) {
    return new BackupProof.ProofPlace(
        scratch.path(),
        line -> LOG.debugf("event=tool.line backup=%s line=%s", order.backupId(), line));
  }

  private static Failure notConfigured(String repository) {
    return new Failure(
        FailureKind.TERMINAL,
        ErrorClass.CONFIGURATION,
        "The backup is in the repository " + repository + ", which is not configured here.",
        "Put the repository back into salvaguarda.yaml under repositories." + repository + ".",
        List.of());
  }
}
