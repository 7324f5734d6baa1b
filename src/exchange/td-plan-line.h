/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-plan-label.h"
#include "td-source-document.h"

G_BEGIN_DECLS

/* One line of meaning of a document: a paragraph, or a part of one that a soft break and a label of
 * its own set apart. */
typedef struct
{
  const TdSourceParagraph *source; /* borrowed */
  TdPlanLabel label;
  char *text;           /* one line, without the label */
  char *whole;          /* one line, with the label */
  char *marks;          /* (nullable): of text */
  gboolean strong;      /* all of it is bold, or italic where its neighbours are not */
  gboolean lead_strong; /* its beginning is bold, the rest is not */
} TdPlanLine;

void td_plan_line_free (TdPlanLine *line);
void td_plan_lines_add_paragraph (GPtrArray *lines, const TdSourceParagraph *paragraph);
GPtrArray *td_plan_lines_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean td_plan_line_is_blank (const TdPlanLine *line);
gboolean td_plan_text_is_rule (const char *text);
guint td_plan_text_count_words (const char *text);
gboolean td_plan_text_ends_with (const char *text, const char *marks);
char *td_plan_text_without_notes (const char *text, const char *marks) G_GNUC_WARN_UNUSED_RESULT;
void td_plan_text_trim_end (char *text, const char *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPlanLine, td_plan_line_free)

G_END_DECLS
