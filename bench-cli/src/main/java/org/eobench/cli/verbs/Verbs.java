package org.eobench.cli.verbs;

import java.util.ArrayList;
import java.util.List;
import org.eobench.cli.analysis.AnalyseVerb;
import org.eobench.cli.analysis.AttentionVerb;
import org.eobench.cli.analysis.EmbedVerb;
import org.eobench.cli.cache.CacheVerb;
import org.eobench.cli.command.Verb;
import org.eobench.cli.datasets.DescribeVerb;
import org.eobench.cli.list.ListVerb;
import org.eobench.cli.plan.RunPlanVerb;
import org.eobench.cli.profile.ProfileVerb;
import org.eobench.cli.report.AuditVerb;
import org.eobench.cli.report.CompareVerb;
import org.eobench.cli.report.GateVerb;
import org.eobench.cli.report.ReportVerb;
import org.eobench.cli.serve.ServeVerb;
import org.eobench.cli.terminal.TerminalWidth;
import org.eobench.core.error.BenchException;
import org.eobench.core.error.ExitCode;
import org.eobench.core.error.Problem;
import org.eobench.core.error.Suggest;

/** The verbs of the program, in the order of the help text. The first one is the default. */
public final class Verbs {
  private final List<Verb> all;

  Verbs(List<Verb> verbs) {
    all = List.copyOf(verbs);
  }

  /** All verbs of the program. */
  public static Verbs ofProgram() {
    List<Verb> verbs = new ArrayList<>();
    RunVerb run = new RunVerb();
    verbs.add(run);
    verbs.add(new RunPlanVerb(run));
    verbs.add(new PretrainVerb());
    verbs.add(new CheckVerb());
    verbs.add(new StatsVerb());
    verbs.add(new ListVerb(TerminalWidth.OF_PROCESS));
    verbs.add(new DescribeVerb(TerminalWidth.OF_PROCESS));
    verbs.add(new ExplainVerb());
    verbs.add(new VerifyVerb());
    verbs.add(new ReportVerb(TerminalWidth.OF_PROCESS));
    verbs.add(new CompareVerb(TerminalWidth.OF_PROCESS));
    verbs.add(new GateVerb(TerminalWidth.OF_PROCESS));
    verbs.add(new AuditVerb(TerminalWidth.OF_PROCESS));
    verbs.add(new PredictVerb());
    verbs.add(new ServeVerb());
    verbs.add(new EmbedVerb());
    verbs.add(new RobustnessVerb());
    verbs.add(new AnalyseVerb());
    verbs.add(new AttentionVerb());
    verbs.add(new ProfileVerb());
    verbs.add(new InspectVerb());
    verbs.add(new FetchVerb());
    verbs.add(new CacheVerb());
    verbs.add(new CalibrateVerb());
    verbs.add(new ExportVerb());
    verbs.add(new CompletionVerb());
    verbs.add(new CompleteVerb(verbs));
    verbs.add(new VersionVerb());
    verbs.add(new HelpVerb(verbs, TerminalWidth.OF_PROCESS));
    return new Verbs(verbs);
  }

  /** Every verb, in order. */
  public List<Verb> all() {
    return all;
  }

  /** A verb and its words. */
  public record Call(Verb verb, List<String> words) {}

  /**
   * Splits a command line. A first word that is neither an option nor an override is the verb;
   * without one, the first verb of the list is used.
   *
   * @throws BenchException if the first word is not a verb, with the nearest verbs
   */
  public Call parse(List<String> arguments) {
    for (String flag : List.of("help", "version")) {
      if (arguments.contains("--" + flag)) {
        boolean ofVerb = looksLikeVerb(arguments.get(0));
        return new Call(named(flag), ofVerb ? arguments.subList(0, 1) : List.of());
      }
    }
    if (arguments.isEmpty() || !looksLikeVerb(arguments.get(0))) {
      return new Call(all.get(0), arguments);
    }
    return new Call(named(arguments.get(0)), arguments.subList(1, arguments.size()));
  }

  private Verb named(String word) {
    for (Verb verb : all) {
      if (verb.name().equals(word)) {
        return verb;
      }
    }
    throw unknown(word, "argument 1", all);
  }

  /** The error for a word that is not a verb. */
  static BenchException unknown(String word, String place, List<Verb> verbs) {
    return new BenchException(
        ExitCode.USAGE,
        Problem.of("UnknownVerb", word + " is not a verb")
            .at(place)
            .expecting(Suggest.sentence(word, verbs.stream().map(Verb::name).toList()))
            .next("`java -jar bench.jar help` lists them; config values are written as key=value"));
  }

  private static boolean looksLikeVerb(String word) {
    return !word.isEmpty() && Character.isLetter(word.charAt(0)) && word.indexOf('=') < 0;
  }
}
