/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "td-document-state.h"

#include <glib/gi18n-lib.h>

#include "td-error.h"

/* RULE nd30-number-first: the number and date are given before the file is signed, so that what the
 * leader signs is complete; the other order gives them after the leader's signature and before the
 * seal (article 15). */
static const char *const number_first[] = {
  TD_DOCUMENT_DRAFT,  TD_DOCUMENT_CHECKED, TD_DOCUMENT_SUBMITTED, TD_DOCUMENT_NUMBERED,
  TD_DOCUMENT_SIGNED, TD_DOCUMENT_SEALED,  TD_DOCUMENT_ISSUED,    NULL,
};

static const char *const signature_first[] = {
  TD_DOCUMENT_DRAFT,    TD_DOCUMENT_CHECKED, TD_DOCUMENT_SUBMITTED, TD_DOCUMENT_SIGNED,
  TD_DOCUMENT_NUMBERED, TD_DOCUMENT_SEALED,  TD_DOCUMENT_ISSUED,    NULL,
};

/* On paper the leader's signature and the seal come back together, in the scan. */
static const char *const paper[] = {
  TD_DOCUMENT_DRAFT,
  TD_DOCUMENT_CHECKED,
  TD_DOCUMENT_SUBMITTED,
  TD_DOCUMENT_NUMBERED,
  TD_DOCUMENT_SEALED,
  TD_DOCUMENT_ISSUED,
  NULL,
};

static const struct
{
  const char *act;
  const char *state; /* it leads to; NULL: none */
  const char *label;
} acts[] = {
  { TD_ACT_DRAFT, TD_DOCUMENT_DRAFT, N_ ("Drafted") },
  { TD_ACT_FORM, NULL, N_ ("Way of signing chosen") },
  { TD_ACT_CHECK, TD_DOCUMENT_CHECKED, N_ ("Checked") },
  { TD_ACT_SUBMIT, TD_DOCUMENT_SUBMITTED, N_ ("Submitted for signature") },
  { TD_ACT_NUMBER, TD_DOCUMENT_NUMBERED, N_ ("Numbered") },
  { TD_ACT_PREPARE, NULL, N_ ("File made") },
  { TD_ACT_SIGN, TD_DOCUMENT_SIGNED, N_ ("Signed") },
  { TD_ACT_SEAL, TD_DOCUMENT_SEALED, N_ ("Sealed") },
  { TD_ACT_SCAN, TD_DOCUMENT_SEALED, N_ ("Signed paper attached") },
  { TD_ACT_ISSUE, TD_DOCUMENT_ISSUED, N_ ("Issued") },
  { TD_ACT_REPLACE, TD_DOCUMENT_REPLACED, N_ ("Replaced") },
  { TD_ACT_WITHDRAW, TD_DOCUMENT_WITHDRAWN, N_ ("Withdrawn") },
  { TD_ACT_RETURN, TD_DOCUMENT_DRAFT, N_ ("Returned to the drafter") },
  { TD_ACT_EXPORT, NULL, N_ ("Handed out to be signed") },
  { TD_ACT_IMPORT, NULL, N_ ("Signed file taken back") },
  { TD_ACT_DESCRIBE, NULL, N_ ("Described for the archive") },
};

static const struct
{
  const char *state;
  const char *label; /* what the document is */
  const char *step;  /* what is done to get there */
} states[] = {
  { TD_DOCUMENT_DRAFT, N_ ("Draft"), NC_ ("step", "Draft") },
  { TD_DOCUMENT_CHECKED, N_ ("Checked"), NC_ ("step", "Check") },
  { TD_DOCUMENT_SUBMITTED, N_ ("Waiting for signature"), NC_ ("step", "Submit") },
  { TD_DOCUMENT_NUMBERED, N_ ("Numbered"), NC_ ("step", "Number") },
  { TD_DOCUMENT_SIGNED, N_ ("Signed"), NC_ ("step", "Sign") },
  { TD_DOCUMENT_SEALED, N_ ("Sealed"), NC_ ("step", "Seal") },
  { TD_DOCUMENT_ISSUED, N_ ("Issued"), NC_ ("step", "Issue") },
  { TD_DOCUMENT_REPLACED, N_ ("Replaced"), NC_ ("step", "Replaced") },
  { TD_DOCUMENT_WITHDRAWN, N_ ("Withdrawn"), NC_ ("step", "Withdrawn") },
};

/**
 * td_document_states:
 * @document: a document
 *
 * Returns: (array zero-terminated=1): the states on its way to issue, in order
 */
const char *const *
td_document_states (const TdIssuedDocumentRow *document)
{
  if (g_strcmp0 (document->form, TD_DOCUMENT_PAPER) == 0)
    return paper;

  return document->sign_first ? signature_first : number_first;
}

/**
 * td_document_state_index:
 * @document: a document
 * @state: a state
 *
 * Returns: its place in td_document_states(); -1 when it is not on that way
 */
int
td_document_state_index (const TdIssuedDocumentRow *document, const char *state)
{
  const char *const *all = td_document_states (document);

  for (int i = 0; all[i] != NULL; i++)
    {
      if (g_strcmp0 (all[i], state) == 0)
        return i;
    }

  return -1;
}

/**
 * td_document_is_closed:
 * @document: a document
 *
 * Returns: whether it was issued, with all that came after: its file never changes any more
 */
gboolean
td_document_is_closed (const TdIssuedDocumentRow *document)
{
  return g_strcmp0 (document->state, TD_DOCUMENT_ISSUED) == 0 ||
         g_strcmp0 (document->state, TD_DOCUMENT_REPLACED) == 0 ||
         g_strcmp0 (document->state, TD_DOCUMENT_WITHDRAWN) == 0;
}

/**
 * td_document_reached:
 * @document: a document
 * @state: a state on the way to issue
 *
 * Returns: whether the document is there or past it
 */
gboolean
td_document_reached (const TdIssuedDocumentRow *document, const char *state)
{
  int wanted = td_document_state_index (document, state);
  int now = td_document_state_index (document, document->state);

  if (wanted < 0)
    return FALSE;

  return now >= wanted || g_strcmp0 (document->state, TD_DOCUMENT_REPLACED) == 0;
}

/**
 * td_document_state_after:
 * @document: a document
 * @act: an act
 *
 * Returns: (nullable): the state it is in after the act; NULL for an act that is none
 */
const char *
td_document_state_after (const TdIssuedDocumentRow *document, const char *act)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      if (g_str_equal (acts[i].act, act))
        return acts[i].state != NULL ? acts[i].state : document->state;
    }

  return NULL;
}

/**
 * td_document_next_act:
 * @document: a document
 *
 * Returns: (nullable): what has to be done next to get it issued
 */
const char *
td_document_next_act (const TdIssuedDocumentRow *document)
{
  int now = td_document_state_index (document, document->state);
  const char *next = now >= 0 ? td_document_states (document)[now + 1] : NULL;
  const char *other =
      g_strcmp0 (document->form, TD_DOCUMENT_PAPER) == 0 ? TD_ACT_SEAL : TD_ACT_SCAN;

  for (guint i = 0; next != NULL && i < G_N_ELEMENTS (acts); i++)
    {
      if (g_strcmp0 (acts[i].state, next) == 0 && !g_str_equal (acts[i].act, other))
        return acts[i].act;
    }

  return NULL;
}

static gboolean
refuse (const TdIssuedDocumentRow *document, const char *act, GError **error)
{
  const char *next = td_document_next_act (document);

  if (next == NULL)
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, "state",
                     _ ("“%s” is not possible: the document is in the state “%s”."),
                     td_document_act_label (act), td_document_state_label (document->state));
  else
    td_error_set_at (error, TD_ERROR_REFUSED, NULL, "state",
                     _ ("“%s” is not possible: the document is in the state “%s”; what comes next "
                        "is “%s”."),
                     td_document_act_label (act), td_document_state_label (document->state),
                     td_document_act_label (next));
  return FALSE;
}

static gboolean
is_out (const TdIssuedDocumentRow *document)
{
  return g_strcmp0 (document->state, TD_DOCUMENT_REPLACED) == 0 ||
         g_strcmp0 (document->state, TD_DOCUMENT_WITHDRAWN) == 0;
}

/**
 * td_document_may:
 * @document: a document
 * @act: an act
 * @error: return location: %TD_ERROR_REFUSED, in words
 *
 * Returns: whether the act is possible now
 */
gboolean
td_document_may (const TdIssuedDocumentRow *document, const char *act, GError **error)
{
  gboolean allowed;

  if (g_str_equal (act, TD_ACT_DESCRIBE))
    allowed =
        TRUE; /* a document is put into its file when the work is done, long after the issue */
  else if (g_str_equal (act, TD_ACT_WITHDRAW))
    allowed = !is_out (document);
  else if (g_str_equal (act, TD_ACT_REPLACE))
    allowed = g_strcmp0 (document->state, TD_DOCUMENT_ISSUED) == 0;
  else if (td_document_is_closed (document))
    allowed = FALSE;
  else if (g_str_equal (act, TD_ACT_RETURN))
    allowed = g_strcmp0 (document->state, TD_DOCUMENT_DRAFT) != 0;
  else if (g_str_equal (act, TD_ACT_CHECK) || g_str_equal (act, TD_ACT_FORM))
    allowed = !td_document_reached (document, TD_DOCUMENT_SUBMITTED);
  else if (g_str_equal (act, TD_ACT_PREPARE))
    allowed = td_document_reached (document, document->sign_first ? TD_DOCUMENT_SUBMITTED
                                                                  : TD_DOCUMENT_NUMBERED) &&
              !td_document_reached (document, TD_DOCUMENT_SIGNED) &&
              !td_document_reached (document, TD_DOCUMENT_SEALED);
  else if (g_str_equal (act, TD_ACT_EXPORT))
    allowed = document->file_hash != NULL;
  else if (g_str_equal (act, TD_ACT_IMPORT))
    allowed = document->prepared_hash != NULL &&
              g_strcmp0 (document->form, TD_DOCUMENT_PAPER) != 0 &&
              !td_document_reached (document, TD_DOCUMENT_SEALED);
  else
    allowed = g_strcmp0 (td_document_next_act (document), act) == 0;

  return allowed || refuse (document, act, error);
}

/**
 * td_document_state_label:
 * @state: a state
 *
 * Returns: what the document is, for people
 */
const char *
td_document_state_label (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_strcmp0 (states[i].state, state) == 0)
        return _ (states[i].label);
    }

  return state != NULL ? state : "";
}

/**
 * td_document_step_label:
 * @state: a state
 *
 * Returns: the step that leads there, for the bar of steps
 */
const char *
td_document_step_label (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_strcmp0 (states[i].state, state) == 0)
        return g_dpgettext2 (GETTEXT_PACKAGE, "step", states[i].step);
    }

  return state != NULL ? state : "";
}

/**
 * td_document_act_label:
 * @act: an act
 *
 * Returns: what was done, for people
 */
const char *
td_document_act_label (const char *act)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      if (g_strcmp0 (acts[i].act, act) == 0)
        return _ (acts[i].label);
    }

  return act != NULL ? act : "";
}

/**
 * td_document_symbol:
 * @document: a document
 *
 * Returns: (transfer full): "27/KH-SGDĐT"; a document without a number has blanks before the slash
 */
char *
td_document_symbol (const TdIssuedDocumentRow *document)
{
  return g_strdup_printf ("%s/%s", document->code_number != NULL ? document->code_number : "…",
                          document->code_notation != NULL ? document->code_notation : "");
}
