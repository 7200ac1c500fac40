package io.salvaguarda.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyCommandTest {
  private static final String DEAD =
      "{'deliveryId':'2','channel':'dba-hook','channelType':'webhook','state':'DEAD',"
          + "'lastError':'HTTP 410'}";
  private static final String LOG =
      """
      [{'deliveryId':'1','incidentId':'7','sourceId':'shop','team':'dba','channel':'dba-mail',
        'channelType':'mail','noticeType':'PROBLEM','subject':'[FAILED] shop: backup, and why',
        'state':'DELIVERED','attempts':1,'createdAt':'2026-02-01T04:00:00Z',
        'deliveredAt':'2026-02-01T04:00:01Z','takenBy':'dba@example.org, lead@example.org'},
       %s]
      """
          .formatted(DEAD);

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
  void aTestIsWaitedForAndShowsWhatBecameOfEachChannel() {
    AtomicInteger asked = new AtomicInteger();
    services
        .on(
            "POST /teams/dba/test-notice",
            202,
            "[{'deliveryId':'1','channel':'dba-mail','state':'PENDING'}," + DEAD + "]")
        .on(
            "GET /deliveries/1",
            () ->
                new SpokenServices.Answer(
                    200,
                    "{'deliveryId':'1','channel':'dba-mail','state':'%s','takenBy':'dba@example.org'}"
                        .formatted(asked.incrementAndGet() < 3 ? "PENDING" : "DELIVERED")
                        .replace('\'', '"')));

    Commands.Result result = salva.run("notify", "test", "dba");

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out()).contains("DELIVERED", "dba@example.org", "DEAD", "HTTP 410");
    assertThat(asked).hasValue(3);
  }

  @Test
  void aTestThatEveryChannelTookIsGood() {
    services.on(
        "POST /teams/dba/test-notice",
        202,
        "[{'deliveryId':'1','channel':'dba-mail','state':'DELIVERED'}]");

    assertThat(salva.run("notify", "test", "dba").exit()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aTestThatDoesNotEndIsInconclusive() {
    String waiting = "{'deliveryId':'1','channel':'dba-mail','state':'PENDING'}";
    services
        .on("POST /teams/dba/test-notice", 202, "[" + waiting + "]")
        .on("GET /deliveries/1", waiting);

    assertThat(salva.run("notify", "test", "dba", "--timeout", "1s").exit())
        .isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void theLogSaysWhoWasToldWhatAndWhetherItArrived() {
    services.on("GET /deliveries", LOG);

    Commands.Result result =
        salva.run("notify", "log", "--source", "shop", "--channel", "dba-mail");

    assertThat(result.out())
        .contains("[FAILED] shop: backup, and why", "DELIVERED", "dba@example.org", "HTTP 410");
    assertThat(services.last("GET /deliveries").query())
        .contains("source=shop", "channel=dba-mail", "limit=50")
        .doesNotContain("incident", "state");
  }

  @Test
  void theLogIsCsvForAuditors() {
    services.on("GET /deliveries", LOG);

    String[] lines = salva.run("notify", "log", "--csv").out().split("\r?\n");

    assertThat(lines).hasSize(3);
    assertThat(lines[0]).startsWith("deliveryId,incidentId,sourceId").endsWith("takenBy,lastError");
    assertThat(lines[1])
        .isEqualTo(
            "1,7,shop,dba,dba-mail,mail,PROBLEM,\"[FAILED] shop: backup, and why\",DELIVERED,1,,"
                + "2026-02-01T04:00:00Z,2026-02-01T04:00:01Z,\"dba@example.org, lead@example.org\",");
    assertThat(lines[2]).startsWith("2,,,,dba-hook,webhook,,,DEAD,").endsWith(",HTTP 410");
  }

  @Test
  void oneDeliveryOrAllOfAChannelAreReplayed() {
    services
        .on("POST /deliveries/2/replay", DEAD)
        .on("POST /channels/dba-hook/replay", "{'channel':'dba-hook','deliveries':3}");

    assertThat(salva.run("notify", "replay", "2").out()).contains("tried again");
    assertThat(salva.run("notify", "replay", "--channel", "dba-hook").out())
        .contains("3 deliveries");
    assertThat(salva.run("notify", "replay").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(salva.run("notify", "replay", "2", "--channel", "x").exit())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theChannelsShowWhichOfThemAreGone() {
    services.on(
        "GET /channels",
        """
        [{'channel':'dba-hook','type':'webhook','teams':['dba','ops'],'state':'GONE',
          'since':'2026-02-01T04:00:00Z','why':'HTTP 410','limit':null,'pending':0,'dead':3},
         {'channel':'ops-slack','type':'slack','teams':['ops'],'state':'WORKS','limit':'60/min',
          'pending':1,'dead':0}]
        """);

    assertThat(salva.run("notify", "channels").out())
        .contains("dba,ops", "GONE", "HTTP 410", "WORKS", "60/min");
  }
}
