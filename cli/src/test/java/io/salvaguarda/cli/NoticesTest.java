package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesTest {
  private static final String ID = "01a1fc48-0c47-7af3-ac0f-9ea6efc08e8f";

  @TempDir Path home;
  private SpokenServices services;
  private Commands salva;

  @BeforeEach
  void aService() throws IOException {
    services = new SpokenServices();
    salva = new Commands(home, services.url());
  }

  @AfterEach
  void stop() {
    services.close();
  }

  @Test
  void anIncidentIsAcknowledgedAndWhoWasFirstIsSaid() {
    services.on("POST /incidents/" + ID + "/acknowledge", "{'incidentId':'%s'}".formatted(ID));
    assertThat(salva.run("incidents", "ack", ID).out()).contains("yours until it is solved");

    services.on(
        "POST /incidents/" + ID + "/acknowledge",
        409,
        "{'detail':'maria already takes care of it'}");
    Commands.Result late = salva.run("incidents", "ack", ID);

    assertThat(late.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(late.err()).contains("maria already takes care of it");
  }

  @Test
  void theListSaysWhoTakesCareOfWhatAndWhatIsHeldBack() {
    services.on(
        "GET /incidents",
        "[{'incidentId':'%s','sourceId':'shop','acknowledgedBy':'maria',".formatted(ID)
            + "'heldBy':{'kind':'SILENCE','name':'new disks'},'summary':'backup failed'}]");

    assertThat(salva.run("incidents", "list").out())
        .contains("maria", "backup failed (not told: SILENCE new disks)");
  }

  @Test
  void aRouteIsExplainedLineByLine() {
    services.on(
        "GET /routes/explain",
        """
        {'considered':[{'route':'nights','fits':false,'because':'its hours do not hold it'},
                       {'route':'shop','fits':true,'because':'it fits'}],
         'channels':['shop-mail','shop-hook'],'route':'shop','administrators':['dba-mail'],
         'heldBy':'SILENCE new disks','heldUntil':'2026-01-31T23:00:00Z',
         'escalation':[{'afterSeconds':1800,'channels':['lead-mail']}]}
        """);

    Commands.Result result =
        salva.run(
            "notify",
            "route",
            "--source",
            "shop",
            "--type",
            "restore.failed",
            "--at",
            "2026-01-31T22:00:00Z");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains(
            "route nights: not, its hours do not hold it",
            "route shop: it fits",
            "told: shop-mail, shop-hook (shop)",
            "administrators at once: dba-mail",
            "held back: SILENCE new disks, until",
            "not acknowledged after 30 min: lead-mail");
    assertThat(services.last("GET /routes/explain").query())
        .contains("source=shop", "type=restore.failed", "at=2026-01-31T22%3A00%3A00Z");
  }

  @Test
  void aSilenceIsAddedShownAndEnded() {
    services
        .on("POST /silences", "{'silenceId':'%s','endsAt':'2026-01-31T23:00:00Z'}".formatted(ID))
        .on(
            "GET /silences",
            "[{'silenceId':'%s','source':'shop-*','reason':'new disks','createdBy':'maria'}]"
                .formatted(ID))
        .on("POST /silences/" + ID + "/end", "{'silenceId':'%s'}".formatted(ID));

    assertThat(
            salva
                .run(
                    "notify",
                    "silence",
                    "add",
                    "--source",
                    "shop-*",
                    "--kind",
                    "backup",
                    "--from",
                    "2026-01-31T20:00:00Z",
                    "--for",
                    "3h",
                    "--reason",
                    "new disks")
                .out())
        .contains("silence " + ID + " until");
    assertThat(services.last("POST /silences").body())
        .contains(
            "\"until\":\"2026-01-31T23:00:00Z\"", "\"source\":\"shop-*\"", "\"kind\":\"backup\"");
    assertThat(salva.run("notify", "silence", "list").out())
        .contains("shop-*", "maria", "new disks");
    assertThat(salva.run("notify", "silence", "end", ID).exit()).isZero();
  }

  @Test
  void aSilenceNeedsAnEnd() {
    Commands.Result result =
        salva.run("notify", "silence", "add", "--source", "shop", "--reason", "x");

    assertThat(result.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("either --for or --until");
  }
}
