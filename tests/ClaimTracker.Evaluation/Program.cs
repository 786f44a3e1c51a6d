return ClaimTracker.Evaluation.Reliability.ReliabilityStudy.Run(args);
