-- The second schema: what the program keeps of the year after a plan was written. Part by part in the
-- order of src/model/td-kind.c; a part that refers to another stands behind it.

-- == Tasks through the year: progress, evidence, triggers, occurrences, sources of target figures


-- == Procedures, events of dossiers, letters and reports


-- == Dossiers: rows, imports, period figures, rollups


-- == Issued documents: register, numbers, signatures


-- == Reviews of a plan: baselines, comments, answers to findings

