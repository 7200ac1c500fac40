package io.salvaguarda.cli;

import io.salvaguarda.access.Credentials;
import io.salvaguarda.config.RepositoryConfig;
import io.salvaguarda.repository.KeyChange;
import io.salvaguarda.repository.RecipientInfo;
import io.salvaguarda.repository.RepositoryKeyring;
import io.salvaguarda.repository.store.ObjectStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What commands on a repository's recipients have. */
abstract class KeyringCommand extends StoreCommand {

  @Override
  final int run(ObjectStore store, RepositoryConfig repository) throws IOException {
    return run(RepositoryKeyring.open(store, Credentials.of(repository)));
  }

  abstract int run(RepositoryKeyring keyring) throws IOException;

  /** Shows the recipients after a change, or why there is none. */
  final int show(KeyChange change, String openedBy) {
    return switch (change) {
      case KeyChange.Changed changed -> show(changed.recipients(), openedBy);
      case KeyChange.Refused refused ->
          throw new CliFailure(
              switch (refused.reason()) {
                case NO_SUCH_NAME -> ExitCode.NOT_FOUND;
                case BUSY -> ExitCode.UNREACHABLE;
                case NAME_TAKEN, LAST_ONE, IN_USE, KNOWN_SECRET, TOO_MANY -> ExitCode.REFUSED;
              },
              refused.message() + remedy(refused.reason()));
    };
  }

  private static String remedy(KeyChange.Reason reason) {
    return switch (reason) {
      case NAME_TAKEN -> "; choose another, or: salva repo key rotate";
      case LAST_ONE -> "; add another first: salva repo key add";
      case IN_USE -> "; open it with another one, or say --even-mine";
      case BUSY -> "; try again";
      case NO_SUCH_NAME, KNOWN_SECRET, TOO_MANY -> "";
    };
  }

  final int show(List<RecipientInfo> recipients, String openedBy) {
    if (json) {
      return printJson(recipients.stream().map(KeyringCommand::json).toList());
    }
    Table table =
        new Table(
            Column.text("NAME"),
            Column.text("KIND"),
            Column.text("SINCE"),
            Column.text("PROVEN"),
            Column.text("FINGERPRINT"));
    for (RecipientInfo each : recipients) {
      table.row(
          each.name() + (each.name().equals(openedBy) ? " (used now)" : ""),
          each.kind(),
          Cells.time(each.createdAt()),
          each.provenAt().map(Cells::time).orElse("-"),
          each.fingerprint().orElse("- (needs a newer version)"));
    }
    table.print(out(), terminal(), "no recipients");
    return ExitCode.DONE;
  }

  private static Map<String, Object> json(RecipientInfo recipient) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", recipient.name());
    json.put("kind", recipient.kind());
    json.put("createdAt", recipient.createdAt().toString());
    json.put("provenAt", recipient.provenAt().map(Object::toString).orElse(null));
    json.put("fingerprint", recipient.fingerprint().orElse(null));
    return json;
  }
}
