package io.salvaguarda.cli;

import picocli.CommandLine.Command;

@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    description = "Practise whole restores, and see how long they take and what they would lose.",
    subcommands = {DrillRun.class, DrillList.class})
final class DrillCommand {}
