/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-row.h"

G_BEGIN_DECLS

/* Rows of the review of a plan. The rules for rows stand in td-row.h. None of these is part of a
 * plan as a document: they are not exchanged with it. */

/* The plan as it was on a day, kept for good: its JSON form among the kept files. */
typedef struct
{
  TdRow row;
  gint64 plan_id;
  char *name;
  char *at; /* ISO 8601 with time */
  char *author;
  char *sha256; /* of the JSON text */
} TdPlanBaselineRow;

/* What somebody says about a paragraph, a heading, a task; record_kind NULL: about the whole plan.
 */
typedef struct
{
  TdRow row;
  gint64 plan_id;
  char *record_kind; /* "block" "section" "task" ...; a name of td-kind.h */
  gint64 record_id;
  char *quote; /* its words when the comment was made */
  char *text;
  char *author;
  char *at;
  gboolean resolved;
  char *resolved_by;
} TdCommentRow;

/* A finding of the checker that is right as it is. */
typedef struct
{
  TdRow row;
  gint64 plan_id;
  char *rule;
  char *words; /* the words of the finding; other words are another finding */
  char *reason;
  char *author;
  char *at;
} TdFindingAnswerRow;

G_END_DECLS
