package io.salvaguarda.postgres.dump;

import static io.salvaguarda.postgres.SourceCluster.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.Password;
import io.salvaguarda.postgres.PostgresError;
import io.salvaguarda.postgres.SourceCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SourceCluster.class)
class GlobalsDumpTest {
  private final SourceCluster.Server server;

  GlobalsDumpTest(SourceCluster.Server server) {
    this.server = server;
  }

  @Test
  void aSuperusersDumpKeepsPasswordsSoThatRolesCanLogInAfterADisaster() throws Exception {
    execute(server.connection("postgres"), "create role app_login login password 'x'");

    Globals globals = GlobalsDump.run(server.context(), server.newDatabase()).orThrow();

    assertThat(globals.withPasswords()).isTrue();
    assertThat(globals.script()).contains("CREATE ROLE app_login", "PASSWORD 'SCRAM-SHA-256$");
    assertThat(globals.toString()).doesNotContain("SCRAM");
  }

  @Test
  void aLesserUsersDumpLacksPasswordsAndSaysSo() throws Exception {
    execute(
        server.connection("postgres"),
        "drop role if exists lesser",
        "create role lesser login password 'lesser'");

    var spec = server.newDatabase().withUser("lesser", Password.of("lesser"));
    Globals globals = GlobalsDump.run(server.context(), spec).orThrow();

    assertThat(globals.withPasswords()).isFalse();
    assertThat(globals.note()).contains("lesser").contains("without their passwords");
    assertThat(globals.script()).contains("CREATE ROLE lesser").doesNotContain("SCRAM-SHA");
  }

  @Test
  void aWrongPasswordIsNoReasonToTryWithoutPasswords() throws Exception {
    var spec = server.newDatabase().withUser("postgres", Password.of("wrong"));

    Outcome<Globals> outcome = GlobalsDump.run(server.context(), spec);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed ->
                assertThat(failed.failure().error())
                    .isEqualTo(PostgresError.SOURCE_AUTHENTICATION));
  }
}
