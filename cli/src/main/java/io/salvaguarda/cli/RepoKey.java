package io.salvaguarda.cli;

import io.salvaguarda.repository.RecipientInfo;
import io.salvaguarda.repository.RepositoryKeyring;
import io.salvaguarda.repository.key.RecipientKey;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description = {
      "Who can open a repository: passphrases, key files, and public keys whose private half is off"
          + " line.",
      "A change takes effect at once and as a whole. What is removed or rotated no longer opens the"
          + " repository; data is not encrypted anew, so whoever had it and kept a copy of"
          + " repository.json can still read."
    },
    subcommands = {
      RepoKey.ListAll.class,
      RepoKey.Add.class,
      RepoKey.Remove.class,
      RepoKey.Rotate.class,
      RepoKeyProve.class,
      RepoKeyGenerate.class
    })
final class RepoKey {

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The recipients; the list itself is proven to be authentic.",
      footer = {"", "Example:", "  salva repo key list --config salvaguarda.yaml"})
  static final class ListAll extends KeyringCommand {
    @Override
    int run(RepositoryKeyring keyring) throws IOException {
      return show(keyring.recipients(), keyring.openedBy());
    }
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Let one more open the repository.",
      footer = {
        "",
        "Examples:",
        "  salva repo key add escrow --public-key escrow.pub.pem",
        "  salva repo key add second-site --new-key-file second-site.key",
        "  salva repo key add dba --new-passphrase-file /run/secrets/new"
      })
  static final class Add extends KeyringCommand {
    @Parameters(paramLabel = "NAME", description = "a-z, 0-9 and -")
    String name;

    @Mixin NewKeyOptions options = new NewKeyOptions();
    private RecipientKey key;

    @Override
    void prepare() {
      try {
        RecipientInfo.requireName(name);
      } catch (IllegalArgumentException e) {
        throw new CliFailure(ExitCode.USAGE, e.getMessage());
      }
      key = options.read(this);
    }

    @Override
    boolean writes() {
      return true;
    }

    @Override
    int run(RepositoryKeyring keyring) throws IOException {
      return show(keyring.add(name, key), keyring.openedBy());
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Let a recipient no longer open the repository. Never the last one.",
      footer = {"", "Example:", "  salva repo key remove dba --key-file escrow.pem"})
  static final class Remove extends KeyringCommand {
    @Parameters(paramLabel = "NAME", description = "as in: salva repo key list")
    String name;

    @Option(
        names = "--even-mine",
        description = "also the one that opens the repository now: services with it stay out")
    boolean evenMine;

    @Override
    boolean writes() {
      return true;
    }

    @Override
    int run(RepositoryKeyring keyring) throws IOException {
      return show(keyring.remove(name, evenMine), evenMine ? "" : keyring.openedBy());
    }
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Give a recipient another secret. Its old one no longer opens the repository:",
        "where services use it, add a new recipient, change their configuration, remove the old one."
      },
      footer = {
        "",
        "Example:",
        "  salva repo key rotate dba --new-passphrase-file /run/secrets/new"
      })
  static final class Rotate extends KeyringCommand {
    @Parameters(paramLabel = "NAME", description = "as in: salva repo key list")
    String name;

    @Mixin NewKeyOptions options = new NewKeyOptions();
    private RecipientKey key;

    @Override
    void prepare() {
      key = options.read(this);
    }

    @Override
    boolean writes() {
      return true;
    }

    @Override
    int run(RepositoryKeyring keyring) throws IOException {
      return show(keyring.rotate(name, key), keyring.openedBy());
    }
  }
}
