/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands before the text of a paragraph: a number of a heading or point, or a list mark.
 * The order is from the outermost to the innermost. */
typedef enum
{
  TD_LABEL_NONE,
  TD_LABEL_PART,    /* "Phần I", "Chương 2" */
  TD_LABEL_UPPER,   /* "A." */
  TD_LABEL_ROMAN,   /* "I." */
  TD_LABEL_ARABIC,  /* "1.", "1)", "1/" */
  TD_LABEL_DECIMAL, /* "1.1.", "1.1" */
  TD_LABEL_LETTER,  /* "a)", "đ." */
  TD_LABEL_PAREN,   /* "(1)", "(a)" */
  TD_LABEL_DASH,
  TD_LABEL_PLUS,
  TD_LABEL_DOT,
} TdPlanLabelStyle;

typedef struct
{
  TdPlanLabelStyle style;
  char *text;   /* as printed: "VI.", "1.1", "đ)", "-" */
  char *number; /* without brackets and final mark: "VI", "1.1", "đ"; NULL for list marks */
  int value;    /* its ordinal among siblings, 0: none */
  gsize length; /* bytes of the paragraph it takes, with the space after it */
} TdPlanLabel;

gboolean td_plan_label_parse (const char *text, TdPlanLabel *label);
gboolean td_plan_label_parse_automatic (const char *text, const char *format, TdPlanLabel *label);
void td_plan_label_clear (TdPlanLabel *label);
void td_plan_label_copy (const TdPlanLabel *from, TdPlanLabel *to);
gboolean td_plan_label_is_number (const TdPlanLabel *label);
const char *td_plan_label_section_style (TdPlanLabelStyle style);
const char *td_plan_label_marker_style (TdPlanLabelStyle style);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdPlanLabel, td_plan_label_clear)

G_END_DECLS
