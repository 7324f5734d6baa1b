/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A form of a report as data (data/forms): its title, code, tree of headings, formulas and checks,
 * and when it is in force. A form that the state changes is another file, not another program. */

typedef enum
{
  TD_REPORT_NUMBER_LABEL, /* the running number of the line */
  TD_REPORT_LABEL,        /* what the line is about */
  TD_REPORT_TEXT,
  TD_REPORT_DATE,   /* a text that is a date or a time */
  TD_REPORT_COUNT,  /* a whole number */
  TD_REPORT_FIGURE, /* a number with or without decimals */
} TdReportCellType;

/* A heading: with columns below it, or the heading of one column. */
typedef struct _TdReportColumn TdReportColumn;
struct _TdReportColumn
{
  char *key; /* NULL of a heading over others */
  char *label;
  TdReportCellType type;
  char *measure;        /* (nullable): what is counted */
  char *formula;        /* (nullable): "4+5+6" */
  double width;         /* share of the table, 0: found */
  GPtrArray *columns;   /* (nullable) (element-type TdReportColumn): below it */
  GHashTable *label_by; /* (nullable): by -> label */
};

typedef struct
{
  char *left;     /* key */
  char *right;    /* (nullable): formula */
  char *previous; /* (nullable): key in the report of the period before */
} TdReportCheck;

/* A chapter of a written report */
typedef struct
{
  char *key;
  char *label;
  char *title;
  char *automatic; /* (nullable): what the program writes into it */
} TdReportSection;

typedef struct
{
  char *number;
  char *label;
  char *unit;    /* (nullable) */
  char *measure; /* (nullable) */
  char *note;    /* (nullable) */
  gboolean group;
} TdReportIndicator;

typedef struct
{
  char *id;
  char *kind;
  char *law;
  char *code;
  char *title;
  char *measure_unit;
  char *total; /* (nullable): the label of the line of sums */
  char *valid_from;
  char *valid_to; /* (nullable) */
  gboolean number_row;
  gboolean landscape;
  GPtrArray *columns;    /* (element-type TdReportColumn): the tree */
  GPtrArray *leaves;     /* (element-type TdReportColumn): its columns, left to right, not owned */
  GPtrArray *checks;     /* (element-type TdReportCheck) */
  GPtrArray *sections;   /* (element-type TdReportSection) */
  GPtrArray *indicators; /* (element-type TdReportIndicator) */
  GPtrArray *notes;      /* (element-type utf8) */
  GPtrArray *signers;    /* (element-type utf8) */
  char *chart_title;     /* (nullable) */
  GPtrArray *chart;      /* (element-type utf8): keys of the columns drawn */
} TdReportForm;

TdReportForm *
td_report_form_read (const char *json, const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void td_report_form_free (TdReportForm *form);

int td_report_form_find (const TdReportForm *form, const char *key);
guint td_report_form_depth (const TdReportForm *form);
const char *td_report_column_label (const TdReportColumn *column, const char *by);
guint td_report_column_n_leaves (const TdReportColumn *column);
gboolean td_report_form_is_in_force (const TdReportForm *form, const char *date);

/**
 * TdFormulaFunc:
 * @leaf: index of a column
 * @sign: 1 or -1
 * @data: as given
 */
typedef void (*TdFormulaFunc) (guint leaf, int sign, gpointer data);
gboolean td_report_formula_each (const TdReportForm *form,
                                 const char *formula,
                                 TdFormulaFunc func,
                                 gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdReportForm, td_report_form_free)

G_END_DECLS
