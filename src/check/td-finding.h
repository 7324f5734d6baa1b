/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-kind.h"

G_BEGIN_DECLS

typedef enum
{
  TD_SEVERITY_HINT,    /* a matter of form or taste; worth a look */
  TD_SEVERITY_WARNING, /* very likely a mistake */
  TD_SEVERITY_ERROR,   /* cannot be meant */
} TdSeverity;

/* One thing found in a plan. rule, field and severity are for programs, place, text and message for
 * people; text is in the words of the plan. */
typedef struct
{
  const char *rule; /* static: "numbering-gap" */
  TdSeverity severity;
  char *place;       /* "II/1", "annex/IV/3", "header", "recipients" */
  char *text;        /* the words concerned */
  char *message;     /* what is wrong and what is right, translated */
  TdKind kind;       /* of the row it is about */
  gint64 id;         /* 0: of the plan as a whole */
  const char *field; /* static (nullable): the field the words stand in */
  guint start;       /* characters; length 0: the whole field */
  guint length;
  char *fix;   /* (nullable): what to put in place of these characters where that is certain */
  guint order; /* where in the document, for sorting */
} TdFinding;

void td_finding_free (TdFinding *finding);
const char *td_severity_nick (TdSeverity severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdFinding, td_finding_free)

G_END_DECLS
