/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "td-application.h"
#include "td-workspace.h"

G_BEGIN_DECLS

/* Shared by td-application*.c alone. */
struct _TdApplication
{
  AdwApplication parent_instance;

  GSettings *settings; /* NULL when the schema is not installed: then nothing is remembered */
  char *first_path;    /* the first workspace of the command line; NULL: none */
  char *opened_path;   /* the file that the first window will show; NULL: none */
  TdWorkspaceOpening *opening; /* of that file; NULL: it ended */
  TdWorkspace *opened;         /* that file, open; NULL: not yet, or it failed */
  GError *opened_error;        /* why it failed; NULL: it did not */
  gint64 plan_id;              /* to be shown as soon as its workspace is open; 0: none */
};

void td_application_install_actions (TdApplication *self);

G_END_DECLS
