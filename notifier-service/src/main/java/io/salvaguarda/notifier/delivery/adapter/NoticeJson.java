package io.salvaguarda.notifier.delivery.adapter;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salvaguarda.notifier.notice.Matter;
import io.salvaguarda.notifier.notice.Notice;
import io.salvaguarda.notifier.notice.Proof;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;

/**
 * Notices and proofs as kept in rows. The names in it are stored: a renamed type keeps its name
 * here.
 */
@ApplicationScoped
public class NoticeJson {

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Notice.Trouble.class, name = "trouble"),
    @JsonSubTypes.Type(value = Notice.Recovered.class, name = "recovered"),
    @JsonSubTypes.Type(value = Notice.Again.class, name = "again"),
    @JsonSubTypes.Type(value = Notice.Several.class, name = "several"),
    @JsonSubTypes.Type(value = Notice.SeveralRecovered.class, name = "several-recovered"),
    @JsonSubTypes.Type(value = Notice.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = Notice.Undelivered.class, name = "undelivered"),
    @JsonSubTypes.Type(value = Notice.Report.class, name = "report"),
    @JsonSubTypes.Type(value = Notice.Trial.class, name = "trial"),
    @JsonSubTypes.Type(value = Notice.Fact.class, name = "fact")
  })
  @JsonIgnoreProperties(
      value = {"type", "sort", "incident"},
      ignoreUnknown = true)
  private interface NoticeNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Matter.BackupNotTaken.class, name = "backup-not-taken"),
    @JsonSubTypes.Type(value = Matter.BackupBad.class, name = "backup-bad"),
    @JsonSubTypes.Type(value = Matter.BackupUnproven.class, name = "backup-unproven"),
    @JsonSubTypes.Type(value = Matter.BackupFarSmaller.class, name = "backup-far-smaller"),
    @JsonSubTypes.Type(value = Matter.RestoreNotDone.class, name = "restore-not-done"),
    @JsonSubTypes.Type(value = Matter.SpaceLow.class, name = "space-low"),
    @JsonSubTypes.Type(value = Matter.NotPruned.class, name = "not-pruned"),
    @JsonSubTypes.Type(value = Matter.NotCopied.class, name = "not-copied"),
    @JsonSubTypes.Type(value = Matter.KeyNotProven.class, name = "key-not-proven"),
    @JsonSubTypes.Type(value = Matter.KeyProofOverdue.class, name = "key-proof-overdue"),
    @JsonSubTypes.Type(value = Matter.DrillNotDone.class, name = "drill-not-done"),
    @JsonSubTypes.Type(value = Matter.WindowNotProven.class, name = "window-not-proven"),
    @JsonSubTypes.Type(value = Matter.WalMissing.class, name = "wal-missing"),
    @JsonSubTypes.Type(value = Matter.WalNotArriving.class, name = "wal-not-arriving"),
    @JsonSubTypes.Type(value = Matter.SlotGrows.class, name = "slot-grows"),
    @JsonSubTypes.Type(value = Matter.RepositoryAway.class, name = "repository-away"),
    @JsonSubTypes.Type(value = Matter.EventSetAside.class, name = "event-set-aside"),
    @JsonSubTypes.Type(value = Matter.Missed.class, name = "missed"),
    @JsonSubTypes.Type(value = Matter.NotProvenYet.class, name = "not-proven-yet"),
    @JsonSubTypes.Type(value = Matter.Stuck.class, name = "stuck"),
    @JsonSubTypes.Type(value = Matter.WalSilent.class, name = "wal-silent"),
    @JsonSubTypes.Type(value = Matter.NothingHeard.class, name = "nothing-heard")
  })
  private interface MatterNames {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Proof.BackupTaken.class, name = "backup-taken"),
    @JsonSubTypes.Type(value = Proof.BackupProven.class, name = "backup-proven"),
    @JsonSubTypes.Type(value = Proof.RestoreDone.class, name = "restore-done"),
    @JsonSubTypes.Type(value = Proof.SizeUsual.class, name = "size-usual"),
    @JsonSubTypes.Type(value = Proof.Pruned.class, name = "pruned"),
    @JsonSubTypes.Type(value = Proof.CopyMade.class, name = "copy-made"),
    @JsonSubTypes.Type(value = Proof.KeysProven.class, name = "keys-proven"),
    @JsonSubTypes.Type(value = Proof.DrillDone.class, name = "drill-done"),
    @JsonSubTypes.Type(value = Proof.WindowProven.class, name = "window-proven"),
    @JsonSubTypes.Type(value = Proof.WalAsUsual.class, name = "wal-as-usual"),
    @JsonSubTypes.Type(value = Proof.RepositoryAnswers.class, name = "repository-answers"),
    @JsonSubTypes.Type(value = Proof.SpaceBack.class, name = "space-back"),
    @JsonSubTypes.Type(value = Proof.SaidSo.class, name = "said-so"),
    @JsonSubTypes.Type(value = Proof.WalHeard.class, name = "wal-heard"),
    @JsonSubTypes.Type(value = Proof.HeardAgain.class, name = "heard-again")
  })
  private interface ProofNames {}

  private final ObjectMapper mapper;

  NoticeJson(ObjectMapper mapper) {
    this.mapper =
        mapper
            .copy()
            .addMixIn(Notice.class, NoticeNames.class)
            .addMixIn(Matter.class, MatterNames.class)
            .addMixIn(Proof.class, ProofNames.class)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  public String write(Notice notice) {
    return text(notice);
  }

  public String write(Proof proof) {
    return text(proof);
  }

  public Notice readNotice(String json) {
    return read(json, Notice.class);
  }

  public Proof readProof(String json) {
    return read(json, Proof.class);
  }

  private String text(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T> T read(String json, Class<T> type) {
    try {
      return mapper.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
