package io.salvaguarda.cli;

import picocli.CommandLine.Command;

@Command(
    name = "wal",
    mixinStandardHelpOptions = true,
    description = "The archived WAL that the repository holds, no service up.",
    subcommands = {RepoWalList.class, RepoWalExtract.class})
final class RepoWal {}
