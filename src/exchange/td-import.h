/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "td-plan-data.h"
#include "td-source-document.h"

G_BEGIN_DECLS

/* The readers. Every one of them is safe on hostile input: limits on size, depth and count, a
 * TD_ERROR naming file, place and reason, memory under 512 MiB, and no change of anything. They run
 * on worker threads; @cancellable is looked at often and progress (0..1) may be reported from the
 * worker through @progress. */
typedef void (*TdProgressFunc) (double fraction, gpointer user_data);

TdSourceDocument *
td_docx_read (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error);
TdSourceDocument *td_pdf_read (GBytes *bytes,
                               const char *name,
                               TdProgressFunc progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GError **error);
TdSourceDocument *td_text_read (GBytes *bytes, const char *name, GError **error);

/* Understanding: from the neutral document to a plan. */
TdPlanData *
td_plan_reader_read (const TdSourceDocument *document, GCancellable *cancellable, GError **error);

/* The JSON form (keys of the corpus README, "schema": "tiendo-plan/1"). */
char *td_plan_json_write (const TdPlanData *data);
TdPlanData *td_plan_json_read (GBytes *bytes, const char *name, GError **error);

/* Chooses the reader by the content of the file, not by its name alone. */
TdPlanData *td_import_plan (GBytes *bytes,
                            const char *name,
                            TdProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            TdSourceDocument **source,
                            GError **error);

G_END_DECLS
